using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using ScoopDetector.Host.Deliveries;
using ScoopDetector.Host.Tests.Support;

namespace ScoopDetector.Host.Tests.Deliveries.Receivers;

/// <summary>A receiver of hooks.</summary>
/// <param name="way">Whose hook it is like.</param>
/// <param name="demands">What it asks of a request.</param>
/// <param name="body">Of a webhook.</param>
internal sealed class HookReceiver(Way way, Demands demands, Body body = Body.Alert) : Receiver
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private readonly int _port = LocalPort.Take();
    private LocalServer? _server;

    public override RuleOptions Rule => new()
    {
        Way = way,
        Body = body,
        Target = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}{demands.Path}"),
        Secrets = way == Way.Webhook ? [Secret] : [],
    };

    public override async Task GoAwayAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
            _server = null;
        }
    }

    public override async Task ComeBackAsync() => _server = await LocalServer.StartAsync((_, context) => AnswerAsync(context), _port);

    private async Task AnswerAsync(HttpContext context)
    {
        if (IsBusy)
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = "30";
            return;
        }
        using var bytes = new MemoryStream();
        await context.Request.Body.CopyToAsync(bytes);
        var request = new HookRequest(context.Request.Path, context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString()), bytes.ToArray());
        var (status, fault) = context.Request.Method == HttpMethods.Post ? demands.Judge(request) : (StatusCodes.Status405MethodNotAllowed, "it takes POST only");
        context.Response.StatusCode = status;
        if (fault is not null)
        {
            SentBack.Enqueue($"{status}: {fault} in {Encoding.UTF8.GetString(bytes.ToArray())}");
            return;
        }
        Take(Encoding.UTF8.GetString(bytes.ToArray()));
        if (demands.Thanks.Length > 0)
        {
            await context.Response.WriteAsync(demands.Thanks);
        }
    }
}

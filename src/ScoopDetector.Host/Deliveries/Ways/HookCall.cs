using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using ScoopDetector.Host.Http;

namespace ScoopDetector.Host.Deliveries.Ways;

/// <summary>Posts one message to a hook, and reads of the answer what is to be done next.</summary>
internal sealed class HookCall(HttpClient http, TimeSpan timeout, TimeProvider clock)
{
    /// <param name="target">Of the hook.</param>
    /// <param name="body">Byte for byte.</param>
    /// <param name="contentType">Of the body.</param>
    /// <param name="headers">Besides.</param>
    /// <param name="stop">Gives up, and that is no outcome.</param>
    /// <param name="own">What an answer means at this kind of receiver, where that is not what it means elsewhere; null for nothing of its own.</param>
    public async Task<Outcome> PostAsync(Uri target, byte[] body, string contentType, IEnumerable<(string Name, string Value)> headers, CancellationToken stop, Func<HttpStatusCode, Outcome?>? own = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        request.Headers.UserAgent.ParseAdd("ScoopDetector");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
        using var late = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, late.Token);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return own?.Invoke(answer.StatusCode) ?? Read(answer);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new(OutcomeKind.Away, $"no answer within {timeout.TotalSeconds:0} s");
        }
        catch (HttpRequestException fault)
        {
            return new(OutcomeKind.Away, Words(fault));
        }
    }

    private Outcome Read(HttpResponseMessage answer)
    {
        var fault = $"the receiver answered {(int)answer.StatusCode}";
        return answer.StatusCode switch
        {
            >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => Outcome.Sent,
            HttpStatusCode.Gone => new(OutcomeKind.Gone, fault),
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => new(OutcomeKind.Away, fault, RetryAfter(answer)),
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => new(OutcomeKind.Refused, $"{fault}, which sends elsewhere: name that address, if it is the right one"),
            _ => new(OutcomeKind.Refused, fault, RetryAfter(answer)),
        };
    }

    private TimeSpan? RetryAfter(HttpResponseMessage answer) =>
        answer.Headers.RetryAfter is { } wait ? wait.Delta ?? (wait.Date - clock.GetUtcNow()) : null;

    /// <summary>Without the address: that of a hook is a secret.</summary>
    private static string Words(HttpRequestException fault) => fault switch
    {
        { InnerException: ForbiddenAddressException forbidden } => $"not sent: {forbidden.Message}",
        { InnerException: SocketException socket } => $"no connection: {socket.SocketErrorCode}",
        { InnerException: System.Security.Authentication.AuthenticationException } => "no connection: its certificate is not trusted",
        _ => $"no connection: {fault.HttpRequestError}",
    };
}

using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ScoopDetector.Host.Tests.Desk;

/// <summary>An open desk without a browser: the same page, the same connection and the same answers as a browser's, and nothing drawn. So fifty can be open on a machine that could not bear fifty browsers.</summary>
internal sealed partial class CircuitDesk : IAsyncDisposable
{
    private const string AnObject = """{"__jsObjectId":1}""";

    private readonly HubConnection _circuit;
    private readonly string _name;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private readonly List<(byte[] Text, TaskCompletionSource<long> Seen)> _awaited = [];
    private long _batches;
    private long _bytes;
    private string? _fault;

    private CircuitDesk(string address, string name)
    {
        _name = name;
        var builder = new HubConnectionBuilder().WithUrl($"{address}/_blazor", HttpTransportType.WebSockets, http => http.SkipNegotiation = true);
        builder.Services.AddSingleton<IHubProtocol, BlazorPack>();
        _circuit = builder.Build();
        // A machine that is slow is no desk that is dead.
        (_circuit.HandshakeTimeout, _circuit.ServerTimeout) = (TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2));
        _circuit.On<long, byte[]>("JS.RenderBatch", DrawAsync);
        _circuit.On<long, string, string?, int, long, int>("JS.BeginInvokeJS", (call, function, _, _, _, _) => AnswerAsync(call, function));
        _circuit.On<string>("JS.Error", End);
        _circuit.Closed += fault =>
        {
            End(fault?.Message ?? "closed");
            return Task.CompletedTask;
        };
    }

    /// <summary>How often the program has drawn something on it.</summary>
    public long Batches => Interlocked.Read(ref _batches);

    /// <summary>How much was sent for it.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Why the circuit is no longer alive; null while it is.</summary>
    public string? Fault => Volatile.Read(ref _fault);

    /// <returns>A desk that hears what is told and knows who sits at it.</returns>
    public static async Task<CircuitDesk> SitDownAsync(string address, string name)
    {
        using var http = new HttpClient();
        var page = await http.GetStringAsync(address, Stop);
        var desk = new CircuitDesk(address, name);
        await desk._circuit.StartAsync(Stop);
        var state = State().Match(page).Groups[1].Value;
        Assert.NotNull(await desk._circuit.InvokeAsync<string?>("StartCircuit", $"{address}/", $"{address}/", "[]", state, Stop));
        await desk._circuit.SendAsync("UpdateRootComponents", Components(page), state, Stop);
        await desk._ready.Task.WaitAsync(Stop);
        return desk;
    }

    /// <param name="text">As it stands on the page, such as the id of an element.</param>
    /// <returns>The timestamp of when it was first on the screen from now on.</returns>
    public Task<long> Sees(string text)
    {
        var seen = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _awaited.Add((Encoding.UTF8.GetBytes(text), seen));
        }
        return seen.Task.WaitAsync(Stop);
    }

    public ValueTask DisposeAsync() => _circuit.DisposeAsync();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>What of the page is alive, as the page itself says it in comments.</summary>
    private static string Components(string page)
    {
        var markers = Marker().Matches(page).Select(match => JsonNode.Parse(match.Groups[1].Value)!).Where(marker => marker["descriptor"] is not null);
        var operations = markers.Select((marker, at) => new { type = "add", ssrComponentId = at + 1, marker }).ToArray();
        Assert.NotEmpty(operations);
        return JsonSerializer.Serialize(new { batchId = 1, operations });
    }

    private Task DrawAsync(long batch, byte[] drawn)
    {
        var now = Stopwatch.GetTimestamp();
        Interlocked.Increment(ref _batches);
        Interlocked.Add(ref _bytes, drawn.Length);
        lock (_lock)
        {
            foreach (var (_, seen) in _awaited.Where(each => drawn.AsSpan().IndexOf(each.Text) >= 0))
            {
                seen.TrySetResult(now);
            }
            _awaited.RemoveAll(each => each.Seen.Task.IsCompleted);
        }
        return _circuit.SendAsync("OnRenderCompleted", batch, null);
    }

    /// <summary>What the scripts of the page would say: the module is there, and remembers who sits here.</summary>
    private async Task AnswerAsync(long call, string function)
    {
        var answer = function switch
        {
            "import" => AnObject,
            "enter" => JsonSerializer.Serialize(new { name = _name, seen = (long?)null }),
            _ => "null",
        };
        if (call != 0)
        {
            await _circuit.SendAsync("EndInvokeJSFromDotNet", call, true, $"[{call},true,{answer}]");
        }
        if (function == "ready")
        {
            _ready.TrySetResult();
        }
    }

    private void End(string fault)
    {
        Interlocked.CompareExchange(ref _fault, fault, null);
        var end = new InvalidOperationException($"The circuit has ended: {fault}");
        _ready.TrySetException(end);
        lock (_lock)
        {
            _awaited.ForEach(each => each.Seen.TrySetException(end));
        }
    }

    [GeneratedRegex("<!--Blazor:({.*?})-->", RegexOptions.Singleline)]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->")]
    private static partial Regex State();
}

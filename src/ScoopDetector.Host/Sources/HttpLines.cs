using System.Buffers;
using System.IO.Pipelines;
using System.Net.Http.Headers;

namespace ScoopDetector.Host.Sources;

/// <summary>An HTTP answer that does not end, line by line.</summary>
/// <param name="http">Which client.</param>
/// <param name="idleAfter">Without a byte for so long, it counts as broken.</param>
/// <param name="maxLineBytes">What is longer is passed over without being kept.</param>
/// <param name="clock">Measures the silence.</param>
internal sealed class HttpLines(HttpClient http, TimeSpan idleAfter, int maxLineBytes, TimeProvider clock)
{
    /// <param name="address">Where.</param>
    /// <param name="token">For the Authorization header; null for none.</param>
    /// <param name="connected">Called once the answer begins, before anything of it is read.</param>
    /// <param name="take">Takes each line that is not empty.</param>
    /// <param name="skip">A line was too long.</param>
    /// <param name="stop">Ends it.</param>
    public async Task ReadAsync(Uri address, string? token, Func<CancellationToken, Task> connected, Func<byte[], ValueTask> take, Action skip, CancellationToken stop)
    {
        using var watch = new IdleWatch(idleAfter, clock, stop);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.UserAgent.ParseAdd(UserAgent.Text);
        request.Headers.Authorization = token is null ? null : new("Bearer", token);
        using var response = await watch.OrFault(new ValueTask<HttpResponseMessage>(http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, watch.Token)));
        if (!response.IsSuccessStatusCode)
        {
            throw SourceFault.Of(response.StatusCode, RetryAfter(response.Headers.RetryAfter, clock));
        }
        await connected(watch.Token);
        var pipe = PipeReader.Create(await response.Content.ReadAsStreamAsync(watch.Token));
        await ReadAsync(pipe, watch, take, skip);
    }

    /// <summary>How long a server asks to wait; null if it does not say.</summary>
    public static TimeSpan? RetryAfter(RetryConditionHeaderValue? asked, TimeProvider clock) =>
        asked?.Delta ?? (asked?.Date is { } date && date - clock.GetUtcNow() is { } wait && wait > TimeSpan.Zero ? wait : null);

    private async Task ReadAsync(PipeReader pipe, IdleWatch watch, Func<byte[], ValueTask> take, Action skip)
    {
        var isLong = false;
        while (true)
        {
            var read = await watch.OrFault(pipe.ReadAsync(watch.Token));
            var rest = read.Buffer;
            while (TryTake(ref rest, out var line))
            {
                if (isLong || line.Length > maxLineBytes)
                {
                    skip();
                }
                else if (line.Length > 0)
                {
                    await take(line);
                }
                isLong = false;
            }
            if (rest.Length > maxLineBytes)
            {
                (isLong, rest) = (true, rest.Slice(rest.End));
            }
            pipe.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted)
            {
                // Half a line at the end is no line: it comes again.
                return;
            }
        }
    }

    private static bool TryTake(ref ReadOnlySequence<byte> rest, out byte[] line)
    {
        line = [];
        if (rest.PositionOf((byte)'\n') is not { } end)
        {
            return false;
        }
        var text = rest.Slice(0, end).ToArray();
        line = text is [.. var before, (byte)'\r'] ? before : text;
        rest = rest.Slice(rest.GetPosition(1, end));
        return true;
    }
}

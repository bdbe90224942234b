using System.Globalization;
using ScoopDetector.Posts;

namespace ScoopDetector.Host.Sources.X;

/// <summary>Listens to a stream of X. It cannot be resumed, only asked to send its last minutes again.</summary>
internal sealed class XSource(XOptions options, ReadOptions read, HttpClient http, TimeProvider clock) : ILiveSource
{
    private const string Fields = "tweet.fields=created_at,lang,entities,referenced_tweets,edit_history_tweet_ids,note_tweet&expansions=referenced_tweets.id";

    private bool _wasConnected;

    public string Name => "x";

    public async Task ListenAsync(string? position, IInbox inbox, CancellationToken stop)
    {
        var lines = new HttpLines(http, options.IdleAfter, read.MaxLineBytes, clock);
        await lines.ReadAsync(Address, options.Token, _ => Begin(inbox), line => inbox.AcceptAsync(line, null, stop), inbox.SkipLong, stop);
    }

    private Uri Address
    {
        get
        {
            var path = options.Stream == XStream.Filtered ? "/2/tweets/search/stream" : "/2/tweets/sample/stream";
            var again = options.BackfillMinutes > 0 ? string.Create(CultureInfo.InvariantCulture, $"&backfill_minutes={options.BackfillMinutes}") : "";
            return new(options.Address, $"{path}?{Fields}{again}");
        }
    }

    private Task Begin(IInbox inbox)
    {
        inbox.Connected(options.Address.Host);
        if (_wasConnected && options.BackfillMinutes == 0)
        {
            inbox.Missed("the stream broke, and what was said until it stood again is not heard.");
        }
        _wasConnected = true;
        return Task.CompletedTask;
    }
}

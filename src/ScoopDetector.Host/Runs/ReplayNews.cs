using System.Globalization;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Files;
using ScoopDetector.Host.News;
using ScoopDetector.Host.Verbs;
using ScoopDetector.News;
using ScoopDetector.Places;

namespace ScoopDetector.Host.Runs;

/// <summary>The headlines of a replay, let in as its time passes: at each moment only those that were out by then.</summary>
internal sealed class ReplayNews
{
    private readonly CoverageOptions _options;
    private readonly CoverageBook _book;
    private readonly Headline[] _headlines;
    private int _next;

    /// <param name="files">Read as one, in the order of time; a headline that stands in several counts once.</param>
    /// <param name="options">What counts as being about an event.</param>
    /// <param name="gazetteer">The places that are known by name.</param>
    /// <exception cref="UsageException">A file is not there, or holds no headline.</exception>
    public ReplayNews(IReadOnlyList<string> files, CoverageOptions options, Gazetteer gazetteer)
    {
        _options = options;
        _book = new(options, gazetteer);
        foreach (var file in files)
        {
            InputFile.Check(file);
        }
        _headlines = [.. files.SelectMany(Read).OrderBy(headline => headline.At).ThenBy(headline => headline.Id, StringComparer.Ordinal).ThenBy(headline => headline.Source, StringComparer.Ordinal)];
    }

    /// <summary>Lines that were no headline, or had no time.</summary>
    public int LeftOut { get; private set; }

    /// <summary>The alert, with what the news had by then.</summary>
    public Alert Cover(Alert alert)
    {
        LetIn(DateTimeOffset.Parse(alert.AlertedAt, CultureInfo.InvariantCulture));
        return alert with { Coverage = _book.Accept(alert) };
    }

    /// <param name="since">From when on events could be told.</param>
    /// <param name="end">How far the posts went: headlines are let in until nobody waits for one any more.</param>
    public LeadLedger Close(DateTimeOffset since, DateTimeOffset end)
    {
        (_book.Since, _book.Until) = (since, end);
        LetIn(end + _options.LookAhead);
        return LeadLedger.Of(_book, _options);
    }

    /// <summary>All pairs of an event and a headline about it, for people to check.</summary>
    public IEnumerable<string> Pairs() => _book.Pairs.Select(pair => string.Create(
        CultureInfo.InvariantCulture, $"{pair.EventId},{LeadTelling.Quoted(pair.Mention.Headline.Id)},{pair.Mention.Headline.At:yyyy-MM-dd'T'HH:mm:ss'Z'},{pair.Mention.Score:0.000},{LeadTelling.Quoted(pair.Mention.Headline.Source)},{LeadTelling.Quoted(pair.Mention.Headline.Title)},{pair.Mention.Standing}"))
        .Prepend("event_id,headline_id,headline_at,score,source,title,standing");

    private List<Headline> Read(string file)
    {
        using var stream = InputFile.Open(file, out _);
        var lines = new LineReader(stream, 1 << 20);
        var (headlines, leftOut) = (new List<Headline>(), 0);
        while (lines.TryRead(out var line, out var isOverLong))
        {
            if (!isOverLong && HeadlineJson.Read(line) is { } headline)
            {
                headlines.Add(headline);
            }
            else
            {
                leftOut++;
            }
        }
        LeftOut += leftOut;
        return headlines.Count > 0 ? headlines
            : throw new UsageException($"--headlines {file}: none of its {leftOut} lines is a headline. Each must be a JSON object with id, published_at, source and title, or a url.");
    }

    private void LetIn(DateTimeOffset until)
    {
        while (_next < _headlines.Length && _headlines[_next].At <= until)
        {
            _book.Accept(_headlines[_next++]);
        }
    }
}

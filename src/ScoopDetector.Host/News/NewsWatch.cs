using System.Globalization;
using ScoopDetector.Alerts;
using ScoopDetector.News;

namespace ScoopDetector.Host.News;

/// <summary>What a live run knows of the news: the headlines that it hears beside the alerts that it tells, and what editors say of both. Safe to use from any thread.</summary>
internal sealed class NewsWatch
{
    private static readonly TimeSpan LedgerEvery = TimeSpan.FromSeconds(5);

    private readonly CoverageOptions _options;
    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private readonly Lock _ledgerLock = new();
    private readonly CoverageBook _book;
    private readonly Lazy<Queue<Headline>> _past;
    private (long At, LeadLedger Ledger)? _ledger;

    /// <param name="options">When a headline counts as being about an event.</param>
    /// <param name="since">From when on events can be told.</param>
    /// <param name="past">The headlines that a run before this one has heard, in any order: alerts are told again from the beginning after a restart, and each is held against what was out by then. Read when the first alert or headline comes.</param>
    /// <param name="clock">By it the ledger is old.</param>
    public NewsWatch(CoverageOptions options, DateTimeOffset since, Func<IEnumerable<Headline>> past, TimeProvider clock)
    {
        (_options, _clock, _book) = (options, clock, new(options) { Since = since });
        _past = new(() => new(past().OrderBy(headline => headline.At).ThenBy(headline => headline.Key, StringComparer.Ordinal)));
    }

    /// <summary>Is told of each event to which a headline or an editor makes a difference, with what the news has of it now. Not under the lock.</summary>
    public event Action<string, AlertCoverage>? Changed;

    /// <summary>The alert, with what the news had by then.</summary>
    public Alert Cover(Alert alert)
    {
        List<(string, AlertCoverage)> changed = [];
        try
        {
            using var held = _lock.EnterScope();
            LetIn(DateTimeOffset.Parse(alert.AlertedAt, CultureInfo.InvariantCulture), changed);
            return alert with { Coverage = _book.Accept(alert) };
        }
        finally
        {
            Tell(changed);
        }
    }

    public void Hear(Headline headline)
    {
        List<(string, AlertCoverage)> changed = [];
        using (_lock.EnterScope())
        {
            LetIn(DateTimeOffset.MaxValue, changed);
            Accept(headline, changed);
        }
        Tell(changed);
    }

    /// <summary>See <see cref="CoverageBook.Judge"/>.</summary>
    public void Judge(string eventId, string key, bool? isAbout)
    {
        List<(string, AlertCoverage)> changed = [];
        using (_lock.EnterScope())
        {
            _book.Judge(eventId, key, isAbout);
            if (_book.MentionsOf(eventId).Count > 0)
            {
                changed.Add((eventId, _book.CoverageOf(eventId)));
            }
        }
        Tell(changed);
    }

    /// <summary>See <see cref="CoverageBook.MentionsOf"/>.</summary>
    public IReadOnlyList<Mention> MentionsOf(string eventId)
    {
        using var held = _lock.EnterScope();
        return _book.MentionsOf(eventId);
    }

    /// <summary>Reckoned anew at most every few seconds, however many ask, and beside the alerts, which need the book too.</summary>
    public LeadLedger Ledger()
    {
        using var held = _ledgerLock.EnterScope();
        if (_ledger is not { } known || _clock.GetElapsedTime(known.At) > LedgerEvery)
        {
            _ledger = known = (_clock.GetTimestamp(), LeadLedger.Of(Sample(), _options));
        }
        return known.Ledger;
    }

    private LeadSample Sample()
    {
        using var held = _lock.EnterScope();
        return LeadSample.Of(_book, _options);
    }

    private void LetIn(DateTimeOffset until, List<(string, AlertCoverage)> changed)
    {
        while (_past.Value.TryPeek(out var headline) && headline.At <= until)
        {
            Accept(_past.Value.Dequeue(), changed);
        }
    }

    private void Accept(Headline headline, List<(string, AlertCoverage)> changed) =>
        changed.AddRange(_book.Accept(headline).Select(eventId => (eventId, _book.CoverageOf(eventId))));

    private void Tell(List<(string EventId, AlertCoverage Coverage)> changed)
    {
        foreach (var (eventId, coverage) in changed)
        {
            Changed?.Invoke(eventId, coverage);
        }
    }
}

using ScoopDetector.Alerts;
using ScoopDetector.News;
using ScoopDetector.Places;

namespace ScoopDetector.Host.News;

/// <summary>What a live run knows of the news: the headlines that it hears beside the alerts that it tells, and what editors say of both. Safe to use from any thread.</summary>
/// <param name="options">When a headline counts as being about an event.</param>
/// <param name="gazetteer">The places that are known by name.</param>
/// <param name="since">From when on events could be told; null while none can.</param>
/// <param name="clock">By it the ledger is old.</param>
internal sealed class NewsWatch(CoverageOptions options, Gazetteer gazetteer, Func<DateTimeOffset?> since, TimeProvider clock)
{
    private static readonly TimeSpan LedgerEvery = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Lock _ledgerLock = new();
    private readonly CoverageBook _book = new(options, gazetteer);
    private (long At, LeadLedger Ledger)? _ledger;

    /// <summary>Is told of each event to which a headline or an editor makes a difference. Not under the lock: what it comes to is to be asked for.</summary>
    public event Action<string>? Changed;

    /// <summary>The alert, with what the news has of it.</summary>
    /// <param name="alert">A revision.</param>
    /// <param name="told">When the event was told, as far as is known from elsewhere.</param>
    public Alert Cover(Alert alert, Told? told = null)
    {
        using var held = _lock.EnterScope();
        return alert with { Coverage = _book.Accept(alert, told) };
    }

    /// <returns>False if it was known already.</returns>
    public bool Hear(Headline headline)
    {
        IReadOnlyList<string>? changed;
        using (_lock.EnterScope())
        {
            changed = _book.Accept(headline);
        }
        foreach (var eventId in changed ?? [])
        {
            Changed?.Invoke(eventId);
        }
        return changed is not null;
    }

    /// <summary>See <see cref="CoverageBook.Judge"/>.</summary>
    public void Judge(string eventId, string key, bool? isAbout)
    {
        using (_lock.EnterScope())
        {
            _book.Judge(eventId, key, isAbout);
        }
        Changed?.Invoke(eventId);
    }

    /// <summary>See <see cref="CoverageBook.MentionsOf"/>.</summary>
    public IReadOnlyList<Mention> MentionsOf(string eventId)
    {
        using var held = _lock.EnterScope();
        return _book.MentionsOf(eventId);
    }

    /// <summary>What the news has of an event now; null where no headline is known that may be about it.</summary>
    public AlertCoverage? CoverageOf(string eventId)
    {
        using var held = _lock.EnterScope();
        return _book.MentionsOf(eventId).Count == 0 ? null : _book.CoverageOf(eventId);
    }

    /// <summary>Reckoned anew at most every few seconds, however many ask, and beside the alerts, which need the book too.</summary>
    public LeadLedger Ledger()
    {
        using var held = _ledgerLock.EnterScope();
        if (_ledger is not { } known || clock.GetElapsedTime(known.At) > LedgerEvery)
        {
            _ledger = known = (clock.GetTimestamp(), LeadLedger.Of(Sample(), options));
        }
        return known.Ledger;
    }

    private LeadSample Sample()
    {
        using var held = _lock.EnterScope();
        _book.Since = since() ?? DateTimeOffset.MaxValue;
        return LeadSample.Of(_book, options);
    }
}

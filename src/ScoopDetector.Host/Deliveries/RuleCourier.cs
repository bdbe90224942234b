using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Store;

namespace ScoopDetector.Host.Deliveries;

/// <summary>Sends what one rule has to send, one at a time and in order.</summary>
internal sealed partial class RuleCourier(Rule rule, IWay way, Outbox outbox, AlertStore store, DeliveriesOptions options, DeliveryCounts counts, Random chance, ILogger log)
{
    private const int MostInARow = 100;
    private const int RetractionsLast = 3;

    private readonly Pause _pause = new(options.RetryFirst, options.RetryMost, chance);
    private readonly Pause _longPause = new(options.RetryFirst, options.GiveUpAfter, chance);
    private int _failures;
    private DateTimeOffset? _pausedUntil;
    private bool _isGone;
    private string? _said;
    private (IReadOnlyList<Delivery> Deliveries, Outcome Outcome)? _unsettled;

    public Rule Rule => rule;

    /// <summary>Until when the receiver is left alone; null or past if it is not.</summary>
    public DateTimeOffset? PausedUntil => _pausedUntil;

    /// <summary>Why nothing is sent at the moment; null if nothing keeps it.</summary>
    public string? Fault { get; private set; }

    /// <summary>Sends all that is due. To a receiver that wants no more at all, nothing is: what falls due has failed.</summary>
    /// <returns>When to look again; null if nothing waits.</returns>
    /// <exception cref="StoreFault">It could not be noted. Nothing more is sent before it is: what was sent and not noted would be sent again.</exception>
    public async Task<DateTimeOffset?> SendDueAsync(CancellationToken stop)
    {
        Settle();
        for (var sent = 0; sent < MostInARow; sent++)
        {
            if (_pausedUntil > store.Now)
            {
                return outbox.NextDue(rule.Name) is null ? null : _pausedUntil;
            }
            var due = outbox.Due(rule.Name);
            if (due.Count == 0)
            {
                break;
            }
            if (_isGone)
            {
                Fail(due, Fault);
                continue;
            }
            await SendAsync(due, stop);
        }
        return outbox.NextDue(rule.Name);
    }

    /// <summary>Sends an example, at once.</summary>
    public async Task<Delivery> TestAsync(CancellationToken stop)
    {
        var key = $"test-{store.Now.UtcTicks}:{rule.Name}";
        var outcome = await CarryAsync(new(key, rule.Name, store.Now, [LetterItem.Test(store.Now)], IsBundle: false, options.Desk), stop);
        return outbox.Note(rule, key, outcome.Fault);
    }

    private async Task SendAsync(IReadOnlyList<Delivery> due, CancellationToken stop)
    {
        // Taken first and read afterwards: a retraction that comes between finds it under way, and one that came before is what is read.
        var told = outbox.Take(ToTell(due)).Select(delivery => (Delivery: delivery, Item: Item(delivery))).Where(one => one.Item is not null).ToList();
        if (told is [var (first, _), ..])
        {
            var outcome = await CarryAsync(new(first.LetterKey, rule.Name, store.Now, [.. told.Select(one => one.Item!)], first.Bundle is not null, options.Desk), stop);
            _unsettled = ([.. told.Select(one => one.Delivery)], outcome);
            Settle();
        }
    }

    /// <summary>Whatever goes wrong on a way is a failed attempt: no receiver ends the program.</summary>
    private async Task<Outcome> CarryAsync(Letter letter, CancellationToken stop)
    {
        try
        {
            return await way.SendAsync(letter, stop);
        }
        catch (Exception fault)
        {
            stop.ThrowIfCancellationRequested();
            // Without the message, in which an address may stand.
            return new(OutcomeKind.Away, $"the way fails: {fault.GetType().Name}");
        }
    }

    /// <summary>Null if the event has been forgotten this moment.</summary>
    private LetterItem? Item(Delivery delivery) =>
        store.Find(delivery.EventId!) is { } entry ? LetterItem.Of(delivery.Kind, entry.Alert, outbox.First(rule.Name, delivery.EventId!)?.LetterKey) : null;

    /// <summary>What there still is to tell; the rest comes to its end here.</summary>
    private List<Delivery> ToTell(IReadOnlyList<Delivery> due)
    {
        var mutes = store.Acts.Mutes();
        var left = new List<Delivery>();
        foreach (var delivery in due)
        {
            if (IsOver(delivery))
            {
                Fail([delivery], $"given up: {delivery.Fault ?? "nobody was there to send it"}");
            }
            else if (Dropped(delivery, store.Find(delivery.EventId!), mutes) is { } reason)
            {
                outbox.End([delivery], DeliveryState.Dropped, reason);
            }
            else
            {
                left.Add(delivery);
            }
        }
        return left;
    }

    private static string? Dropped(Delivery delivery, AlertEntry? entry, IReadOnlyList<Act> mutes) => entry is null ? "the event is no longer kept"
        : delivery.Kind == DeliveryKind.Retracted ? null
        : entry.Handling.Dismissed is { } reason ? $"dismissed as {reason.ToString().ToLowerInvariant()}"
        : entry.Handling.MergedInto is not null ? "put to another story by an editor"
        : EventActs.MuteOf(entry, mutes) is not null ? "muted"
        : null;

    private void Fail(IReadOnlyList<Delivery> deliveries, string? fault)
    {
        outbox.End(deliveries, DeliveryState.Failed, fault);
        counts.Failed(rule.Way, deliveries.Count);
    }

    private void Settle()
    {
        if (_unsettled is var (deliveries, outcome))
        {
            Settle(deliveries, outcome);
            _unsettled = null;
        }
    }

    /// <summary>Noted before anything else: if it cannot be, it is settled anew.</summary>
    private void Settle(IReadOnlyList<Delivery> deliveries, Outcome outcome)
    {
        var now = store.Now;
        Say(outcome);
        switch (outcome.Kind)
        {
            case OutcomeKind.Sent:
                outbox.End(deliveries, DeliveryState.Sent);
                (_failures, _pausedUntil, Fault) = (0, null, null);
                counts.Sent(rule.Way, deliveries.Select(delivery => now - delivery.DueAt));
                return;
            case OutcomeKind.Gone:
                Fail(deliveries, outcome.Fault);
                (_isGone, Fault) = (true, $"{outcome.Fault}: nothing is sent there until the program is started again");
                return;
            case OutcomeKind.Away:
                outbox.Postpone(deliveries, outcome.Fault!);
                var pause = _pause.After(++_failures, outcome.RetryAfter);
                (_pausedUntil, Fault) = (now + pause, $"{outcome.Fault}; next attempt in {Shown.Span(pause)}");
                break;
            case OutcomeKind.Refused:
                outbox.Postpone(deliveries, outcome.Fault!, now + _pause.After(deliveries[0].Attempts, outcome.RetryAfter));
                break;
            case OutcomeKind.Partly:
                outbox.Postpone(deliveries, outcome.Fault!, now + _longPause.After(deliveries[0].Attempts, outcome.RetryAfter));
                break;
        }
        counts.Retried(rule.Way);
    }

    /// <summary>One line when a receiver does not take what is sent, one for each other reason, one when it takes it again.</summary>
    private void Say(Outcome outcome)
    {
        if (outcome.Fault is { } fault && fault != _said)
        {
            LogFault(log, rule.Name, rule.Receiver, fault);
        }
        else if (outcome.Fault is null && _said is not null)
        {
            LogWorks(log, rule.Name, rule.Receiver);
        }
        _said = outcome.Fault;
    }

    private bool IsOver(Delivery delivery) => store.Now - delivery.DueAt > options.GiveUpAfter * (delivery.Kind == DeliveryKind.Retracted ? RetractionsLast : 1);

    [LoggerMessage(Level = LogLevel.Warning, Message = "deliveries: rule {Rule}, to {Receiver}: {Fault}. What is not sent waits, or has failed for good: see /deliveries.")]
    private static partial void LogFault(ILogger log, string rule, string receiver, string fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "deliveries: rule {Rule}, to {Receiver}: sent again.")]
    private static partial void LogWorks(ILogger log, string rule, string receiver);
}

using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Store;

namespace ScoopDetector.Host.Deliveries;

/// <summary>Sends what one rule has to send, one at a time and in order.</summary>
internal sealed class RuleCourier(Rule rule, IWay way, Outbox outbox, AlertStore store, DeliveriesOptions options, DeliveryCounts counts, Random chance)
{
    private const int MostInARow = 100;
    private const int RetractionsLast = 3;

    private readonly Pause _pause = new(options.RetryFirst, options.RetryMost, chance);
    private int _failures;
    private DateTimeOffset? _pausedUntil;
    private bool _isGone;

    public Rule Rule => rule;

    /// <summary>Why nothing is sent at the moment; null if nothing keeps it.</summary>
    public string? Fault { get; private set; }

    /// <summary>Sends all that is due.</summary>
    /// <returns>When to look again; null if nothing waits.</returns>
    public async Task<DateTimeOffset?> SendDueAsync(CancellationToken stop)
    {
        for (var sent = 0; sent < MostInARow && !_isGone; sent++)
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
            await SendAsync(due, stop);
        }
        return _isGone ? null : outbox.NextDue(rule.Name);
    }

    /// <summary>Sends an example, at once.</summary>
    public async Task<Delivery> TestAsync(CancellationToken stop)
    {
        var key = $"test-{store.Now.UtcTicks}:{rule.Name}";
        var outcome = await way.SendAsync(new(key, rule.Name, store.Now, [LetterItem.Test(store.Now)], IsBundle: false, options.Desk), stop);
        return outbox.Note(rule, key, outcome.Fault);
    }

    private async Task SendAsync(IReadOnlyList<Delivery> due, CancellationToken stop)
    {
        var items = Items(due);
        if (items.Count == 0)
        {
            return;
        }
        var deliveries = items.Select(item => item.Delivery).ToArray();
        outbox.Trying(deliveries);
        var outcome = await way.SendAsync(new(deliveries[0].LetterKey, rule.Name, store.Now, [.. items.Select(item => item.Item)], deliveries[0].Bundle is not null, options.Desk), stop);
        Settle(deliveries, outcome);
    }

    /// <summary>What there still is to tell, as it stands now; the rest comes to its end here.</summary>
    private List<(Delivery Delivery, LetterItem Item)> Items(IReadOnlyList<Delivery> due)
    {
        var mutes = store.Acts.Mutes();
        var items = new List<(Delivery, LetterItem)>();
        foreach (var delivery in due)
        {
            var entry = store.Find(delivery.EventId!);
            if (IsOver(delivery))
            {
                outbox.End([delivery], DeliveryState.Failed, $"given up: {delivery.Fault ?? "nobody was there to send it"}");
                counts.Failed(rule.Way, 1);
            }
            else if (entry is null || Dropped(delivery, entry, mutes) is not null)
            {
                outbox.End([delivery], DeliveryState.Dropped, entry is null ? "the event is no longer kept" : Dropped(delivery, entry, mutes));
            }
            else
            {
                items.Add((delivery, new(delivery.Kind, entry.Alert, outbox.First(rule.Name, delivery.EventId!)?.LetterKey)));
            }
        }
        return items;
    }

    private static string? Dropped(Delivery delivery, AlertEntry entry, IReadOnlyList<Act> mutes) => delivery.Kind == DeliveryKind.Retracted ? null
        : entry.Handling.Dismissed is { } reason ? $"dismissed as {reason.ToString().ToLowerInvariant()}"
        : entry.Handling.MergedInto is not null ? "put to another story by an editor"
        : EventActs.MuteOf(entry, mutes) is not null ? "muted"
        : null;

    private void Settle(Delivery[] deliveries, Outcome outcome)
    {
        var now = store.Now;
        switch (outcome.Kind)
        {
            case OutcomeKind.Sent:
                (_failures, _pausedUntil, Fault) = (0, null, null);
                outbox.End(deliveries, DeliveryState.Sent);
                counts.Sent(rule.Way, deliveries.Select(delivery => now - delivery.DueAt));
                return;
            case OutcomeKind.Gone:
                (_isGone, Fault) = (true, $"{outcome.Fault}: nothing is sent there until the program is started again");
                outbox.End(deliveries, DeliveryState.Failed, outcome.Fault);
                counts.Failed(rule.Way, deliveries.Length);
                return;
            case OutcomeKind.Away:
                var pause = _pause.After(++_failures, outcome.RetryAfter);
                (_pausedUntil, Fault) = (now + pause, $"{outcome.Fault}; next attempt in {Shown.Span(pause)}");
                outbox.Postpone(deliveries, outcome.Fault!);
                break;
            case OutcomeKind.Refused:
                outbox.Postpone(deliveries, outcome.Fault!, now + _pause.After(deliveries[0].Attempts + 1, outcome.RetryAfter));
                break;
        }
        counts.Retried(rule.Way);
    }

    private bool IsOver(Delivery delivery) => store.Now - delivery.DueAt > options.GiveUpAfter * (delivery.Kind == DeliveryKind.Retracted ? RetractionsLast : 1);
}

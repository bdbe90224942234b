using Microsoft.Extensions.Logging.Abstractions;
using ScoopDetector.Host.Deliveries.Ways;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Store;

namespace ScoopDetector.Host.Deliveries;

/// <summary>Sends what the rules have to send, each rule at its own pace: one receiver that is away holds up no other.</summary>
internal sealed class Courier
{
    private static readonly TimeSpan TidyEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private static readonly TaskCompletionSource Never = new();

    private readonly AlertStore _store;
    private readonly RuleCourier[] _rules;
    private readonly Preview _preview;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _overdue;

    /// <param name="store">Where the alerts are, and the outbox.</param>
    /// <param name="options">The rules.</param>
    /// <param name="ways">Makes the way of a rule.</param>
    /// <param name="clock">When something is due.</param>
    /// <param name="chance">Of the pauses.</param>
    /// <param name="log">Is told of receivers that do not take what is sent; null for nobody.</param>
    public Courier(AlertStore store, DeliveriesOptions options, Func<RuleOptions, IWay> ways, TimeProvider clock, Random chance, ILogger? log = null)
    {
        (_store, _clock, _overdue) = (store, clock, Longest(options) * 2);
        Rule[] rules = [.. options.Rules.OrderBy(rule => rule.Key, StringComparer.OrdinalIgnoreCase).Select(rule => new Rule(rule.Key, rule.Value))];
        Outbox = new(store, rules, options, Counts);
        _preview = new(store);
        _rules = [.. rules.Select(rule => new RuleCourier(rule, ways(rule.Options), Outbox, store, options, Counts, chance, log ?? NullLogger.Instance))];
    }

    /// <summary>One without rules: nothing leaves the desk.</summary>
    public static Courier Idle(AlertStore store, TimeProvider clock) => new(store, new(), _ => throw new NotSupportedException("There are no rules."), clock, new(0));

    /// <summary>One that sends over the network.</summary>
    public static Courier Create(AlertStore store, DeliveriesOptions options, HttpClient http, TimeProvider clock, ILogger log) =>
        new(store, options, WayCatalogue.Of(options, http, clock), clock, new(HashCode.Combine(clock.GetUtcNow().Ticks, Environment.ProcessId)), log);

    public Outbox Outbox { get; }

    public DeliveryCounts Counts { get; } = new();

    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>Every rule and how it stands.</summary>
    public IEnumerable<RuleStatus> Status() => _rules.Select(Status);

    /// <summary>What a rule would have sent in the last 24 hours of the stream, whether there is one or not.</summary>
    public LastDay Preview(RuleOptions options) => _preview.Of(new("preview", options));

    /// <summary>Sends an example by a rule, at once.</summary>
    /// <returns>Null if there is no such rule.</returns>
    public async Task<Delivery?> TestAsync(string rule, CancellationToken stop) =>
        _rules.FirstOrDefault(each => string.Equals(each.Rule.Name, rule, StringComparison.OrdinalIgnoreCase)) is { } found ? await found.TestAsync(stop) : null;

    /// <summary>Until it is stopped.</summary>
    public Task RunAsync(CancellationToken stop) => Task.WhenAll(_rules.Select(rule => RunAsync(rule, stop)).Append(TidyAsync(stop)));

    /// <summary>Sends all that is due now, by all rules.</summary>
    public Task SendDueAsync(CancellationToken stop) => Task.WhenAll(_rules.Select(rule => rule.SendDueAsync(stop)));

    private RuleStatus Status(RuleCourier each)
    {
        var (sent, (triedAt, dueSince)) = (_preview.Of(each.Rule), Outbox.Tried(each.Rule.Name));
        return new(
            each.Rule.Name,
            each.Rule.Way,
            each.Rule.Receiver,
            each.Rule.Which,
            each.Rule.Timing,
            sent.Count,
            Outbox.Count(each.Rule.Name, DeliveryState.Waiting),
            Outbox.Count(each.Rule.Name, DeliveryState.Sent),
            Outbox.Count(each.Rule.Name, DeliveryState.Failed),
            each.Rule.Filter(_store.Lanes()) is null ? $"there is no lane {each.Rule.Options.Lane}: nothing is sent" : each.Fault,
            triedAt,
            each.Rule.Options.On,
            IsStale(each, triedAt, dueSince),
            sent.IsLeast);
    }

    private bool IsStale(RuleCourier each, DateTimeOffset? triedAt, DateTimeOffset? dueSince) =>
        Now - _overdue is var longAgo && dueSince < longAgo && !(triedAt > longAgo) && !(each.PausedUntil > Now);

    /// <summary>That may lie between two attempts: a pause, as long as a receiver may ask for, and the wait for its answer.</summary>
    private static TimeSpan Longest(DeliveriesOptions options) => Pause.Most(options.RetryMost) + options.Timeout;

    private async Task RunAsync(RuleCourier rule, CancellationToken stop)
    {
        var pauses = new BackOff(FirstPause, LongestPause);
        while (!stop.IsCancellationRequested)
        {
            var changed = Outbox.Changed;
            DateTimeOffset? next;
            try
            {
                next = await rule.SendDueAsync(stop);
                pauses.Reset();
            }
            catch (StoreFault)
            {
                // Whatever changes meanwhile is no reason to hurry.
                (changed, next) = (Never.Task, Now + pauses.Next());
            }
            await WaitAsync(changed, next, stop);
        }
    }

    private async Task WaitAsync(Task changed, DateTimeOffset? next, CancellationToken stop)
    {
        if (next is null)
        {
            await changed.WaitAsync(stop);
            return;
        }
        var pause = next.Value - _clock.GetUtcNow();
        if (pause <= TimeSpan.Zero)
        {
            return;
        }
        using var early = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(changed, Task.Delay(pause, _clock, early.Token));
        await early.CancelAsync();
        stop.ThrowIfCancellationRequested();
    }

    private async Task TidyAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TidyEvery, _clock);
        do
        {
            Tidy();
        }
        while (await timer.WaitForNextTickAsync(stop));
    }

    /// <summary>While the store cannot be written, what is over stays an hour more.</summary>
    private void Tidy()
    {
        try
        {
            Outbox.DropOthers();
            Outbox.Forget();
        }
        catch (StoreFault)
        {
            // The store says so itself.
        }
    }
}

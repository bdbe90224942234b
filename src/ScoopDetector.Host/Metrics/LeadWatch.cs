using ScoopDetector.Alerts;
using ScoopDetector.News;

namespace ScoopDetector.Host.Metrics;

/// <summary>Notices when it becomes known how far an alert was ahead of the news or behind, once for each event. For one thread at a time.</summary>
/// <param name="tie">A lead or loss that is no longer counts as tied.</param>
internal sealed class LeadWatch(TimeSpan tie)
{
    /// <summary>More events than a day has; older ones are told no more.</summary>
    private const int Remembered = 10_000;

    private readonly HashSet<string> _known = [];
    private readonly Queue<string> _order = [];

    /// <summary>With the seconds from alert to headline, negative where the news was first.</summary>
    public event Action<LeadOutcome, double>? Known;

    public void Look(Alert alert)
    {
        if (alert.Level == AlertLevel.Alert && alert.Coverage.LeadSeconds is { } lead && _known.Add(alert.EventId))
        {
            _order.Enqueue(alert.EventId);
            if (_order.Count > Remembered)
            {
                _known.Remove(_order.Dequeue());
            }
            Known?.Invoke(Math.Abs(lead) <= tie.TotalSeconds ? LeadOutcome.Tied : lead > 0 ? LeadOutcome.Earlier : LeadOutcome.Later, lead);
        }
    }
}

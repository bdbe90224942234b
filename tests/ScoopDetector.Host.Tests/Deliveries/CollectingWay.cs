using ScoopDetector.Host.Deliveries;

namespace ScoopDetector.Host.Tests.Deliveries;

/// <summary>A receiver that keeps what it gets, and answers as a test tells it to.</summary>
internal sealed class CollectingWay : IWay
{
    public List<Letter> Tried { get; } = [];

    /// <summary>Default: it takes all.</summary>
    public Func<Letter, Outcome> Answer { get; set; } = _ => Outcome.Sent;

    /// <summary>What it took.</summary>
    public List<Letter> Got { get; } = [];

    /// <summary>What each that it took told: <c>opened tram-1</c>.</summary>
    public IEnumerable<string> Told => Got.Select(letter => string.Join(" + ", letter.Items.Select(item => $"{item.Kind.ToString().ToLowerInvariant()} {item.Alert.AlertId}")));

    public Task<Outcome> SendAsync(Letter letter, CancellationToken stop)
    {
        Tried.Add(letter);
        var outcome = Answer(letter);
        if (outcome.Kind == OutcomeKind.Sent)
        {
            Got.Add(letter);
        }
        return Task.FromResult(outcome);
    }
}

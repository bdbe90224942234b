using ScoopDetector.Events;

namespace ScoopDetector.Alerts;

/// <summary>The mean of what a trained model and the plain score say; but never less than the plain score less some doubt.</summary>
/// <remarks>The model tells more apart on streams like those that it was trained on. The plain score, whose curves rise and fall only where sense asks for it, holds where
/// the model has seen nothing of the kind: so the model alone makes no alert, and silences none.</remarks>
internal sealed class TrainedScore(NewsModel model) : INewsScore
{
    /// <summary>What the plain score is worth less where the model does not agree at all, in log-odds.</summary>
    private const double Doubt = 1;

    private readonly PlainScore _plain = new();

    public double Of(EventEvidence evidence) => Of(model.Of(evidence), _plain.Of(evidence));

    public IReadOnlyList<AlertReason> Explain(EventEvidence evidence)
    {
        var (trained, plain) = (model.Of(evidence), _plain.Of(evidence));
        return Reasons.Of(Of(trained, plain), evidence, IsDoubted(trained, plain) ? PlainScore.Contributions(evidence) : Means(evidence));
    }

    private static double Of(double trained, double plain) => IsDoubted(trained, plain) ? plain - Doubt : (trained + plain) / 2;

    private static bool IsDoubted(double trained, double plain) => trained < plain - (2 * Doubt);

    private IEnumerable<(Sign Sign, double Contribution)> Means(EventEvidence evidence) =>
        model.Contributions(evidence).Concat(PlainScore.Contributions(evidence))
            .GroupBy(one => one.Sign, (sign, both) => (sign, both.Sum(one => one.Contribution) / 2));
}

using ScoopDetector.Events;

namespace ScoopDetector.Alerts;

/// <summary>What a trained model says, or the plain score less some doubt, whichever is more.</summary>
/// <remarks>The model tells more apart on streams like those that it was trained on. The plain score, whose curves rise and fall only where sense asks for it, holds where
/// the model has seen nothing of the kind: so the model ranks, and silences nothing by itself.</remarks>
internal sealed class TrainedScore(NewsModel model) : INewsScore
{
    /// <summary>What the plain score is worth less where the model does not agree, in log-odds.</summary>
    private const double Doubt = 1;

    private readonly PlainScore _plain = new();

    public double Of(EventEvidence evidence) => Math.Max(model.Of(evidence), _plain.Of(evidence) - Doubt);

    public IReadOnlyList<AlertReason> Explain(EventEvidence evidence)
    {
        var (trained, plain) = (model.Of(evidence), _plain.Of(evidence) - Doubt);
        return trained >= plain
            ? Reasons.Of(trained, evidence, model.Contributions(evidence))
            : Reasons.Of(plain, evidence, PlainScore.Contributions(evidence));
    }
}

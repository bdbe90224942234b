using ScoopDetector.Events;

namespace ScoopDetector.Alerts;

/// <summary>How much speaks for an event being news, in log-odds: a sum of contributions, one for each sign, so that it can be explained.</summary>
internal interface INewsScore
{
    double Of(EventEvidence evidence);

    /// <summary>What each sign contributes, the most telling first; they add up to the score.</summary>
    IReadOnlyList<AlertReason> Explain(EventEvidence evidence);
}

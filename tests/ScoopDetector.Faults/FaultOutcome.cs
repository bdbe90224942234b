namespace ScoopDetector.Faults;

/// <summary>What was told in a disturbed run, held against the undisturbed one.</summary>
/// <param name="Plan">What happened.</param>
/// <param name="Lost">Revisions that are missing.</param>
/// <param name="Extra">Revisions that nobody else told, or that were told twice.</param>
/// <param name="IsInOrder">They came in the order of the undisturbed run.</param>
/// <param name="Happened">The faults that took place: a step at which a run was to crash may not have come.</param>
/// <param name="LostHooks">Events of which no webhook came, or not the last that should.</param>
/// <param name="RepeatedHooks">Webhooks that came again under a key that the receiver had seen: it knows them by that.</param>
/// <param name="Fault">What ended it otherwise than on purpose; null for nothing.</param>
/// <param name="Took">On the clock of the machine.</param>
internal sealed record FaultOutcome(FaultPlan Plan, int Lost, int Extra, bool IsInOrder, IReadOnlyList<FaultKind> Happened, int LostHooks, int RepeatedHooks, string? Fault, TimeSpan Took)
{
    public bool IsWell => Lost == 0 && Extra == 0 && IsInOrder && LostHooks == 0 && Fault is null;

    public static FaultOutcome Of(FaultPlan plan, string[] expected, string[] told, IReadOnlyList<FaultKind> happened, TimeSpan took) =>
        new(plan, expected.Except(told).Count(), told.Except(expected).Count() + told.Length - told.Distinct().Count(), told.SequenceEqual(expected), happened, 0, 0, null, took);
}

using System.Diagnostics;
using ScoopDetector.Host.Kafka;

namespace ScoopDetector.Faults;

/// <summary>Carries a plan out, and compares what was told with what an undisturbed run tells.</summary>
internal static class FaultRun
{
    public static FaultOutcome Of(FaultPlan plan)
    {
        var story = FaultStory.Of(plan.Story);
        var since = Stopwatch.GetTimestamp();
        using var world = new World(story, isMirrored: plan.Has(FaultKind.SlowPartition) || plan.Has(FaultKind.Reordering));
        var happened = new List<FaultKind>();
        try
        {
            return plan.Shape switch
            {
                Shape.One => Compare(OneProcess.Live(world, plan, happened)),
                Shape.Roles => Compare(SpreadRoles.Live(world, plan, story.Alerts.Length, happened)),
                _ => KilledProcesses.Live(world, plan, story, happened) with { Took = Stopwatch.GetElapsedTime(since) },
            };
        }
        catch (Exception fault) when (fault is InvalidOperationException or KafkaFault)
        {
            return Compare(world.Alerts()) with { Fault = Words(fault.InnerException ?? fault) };
        }

        FaultOutcome Compare(string[] told) => FaultOutcome.Of(plan, story.Alerts, told, happened, Stopwatch.GetElapsedTime(since));
    }

    /// <summary>What it was, and the first place of ours where it was.</summary>
    private static string Words(Exception fault) => $"{fault.Message} {fault.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains(nameof(ScoopDetector), StringComparison.Ordinal))?.Trim()}";
}

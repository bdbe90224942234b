using CsCheck;
using ScoopDetector.Events;

namespace ScoopDetector.Tests.Support;

/// <summary>Evidence of any kind, for properties.</summary>
internal static class Evidences
{
    private static readonly Gen<double> Share = Gen.Double[0, 1];

    public static readonly Gen<EventEvidence> Any = Gen.Select(
        Gen.Select(Gen.Double[1, 6], Gen.Double[0, 100], Gen.Double[0, 20], Gen.Double[0, 20], Gen.Double[0, 10]),
        Gen.Select(Share, Share, Share, Share, Share, Share),
        (counts, shares) => Some.Evidence() with
        {
            Things = counts.Item1,
            Minutes = counts.Item2,
            Surprise = counts.Item3,
            Usual = counts.Item4,
            SecondSurprise = counts.Item5,
            RepostShare = shares.Item1,
            LinkShare = shares.Item2,
            Aboutness = shares.Item3,
            NamedShare = shares.Item4,
            FirstPersonShare = shares.Item5,
            AlarmShare = shares.Item6,
        });
}

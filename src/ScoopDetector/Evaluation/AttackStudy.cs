namespace ScoopDetector.Evaluation;

/// <summary>Seeded manipulations of all six kinds against the detector: how many of each lead to a watch, how many to an alert.</summary>
internal static class AttackStudy
{
    /// <summary>In one stream: enough to be dense, few enough that most of what is said is still said by people. Of these 8 are floods, 8 copypasta, 8 hijacks, 6 ephemeral, 6 with random tails, 4 drips.</summary>
    public const int PerStream = 40;

    private const double Hours = 4;

    /// <summary>So many streams of <see cref="PerStream"/> attacks are needed for at least so many.</summary>
    public static int StreamsFor(int attacks) => (attacks + PerStream - 1) / PerStream;

    /// <summary>One stream with six times as many manipulations as usual, or more, all else as <c>simulate</c> has it, at five posts a second.</summary>
    public static Trial Run(ulong seed, ScoopOptions options, TimeProvider clock, int attacks = PerStream) => SimulatedTrial.Run(
        $"seed {seed}",
        new() { Seed = seed, Hours = Hours, PostsPerSecond = 5, AttacksPerHour = attacks / Hours },
        options,
        clock);
}

using ScoopDetector.State;

namespace ScoopDetector.Host.Checkpoints;

/// <summary>Where a role's checkpoints are kept: the latest, and the one before it for the day on which the latest cannot be read.</summary>
internal interface ICheckpointPlace : IDisposable
{
    /// <summary>As operators know it.</summary>
    string Name { get; }

    /// <summary>What they can do if it cannot be written.</summary>
    string Mend { get; }

    /// <summary>How often it is to be written.</summary>
    TimeSpan Every { get; }

    /// <summary>Those that there are, the latest first.</summary>
    /// <exception cref="IOException">The place cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    IEnumerable<KeptCheckpoint> Kept();

    /// <summary>Writes one more, and keeps of the others only the one before it.</summary>
    /// <returns>How many bytes it takes there.</returns>
    /// <remarks>If it throws, those that there were stay. <see cref="IDisposable.Dispose"/> leaves the place to another process, until it is written again.</remarks>
    long Add(StateWriter state, CheckpointOrigin origin);
}

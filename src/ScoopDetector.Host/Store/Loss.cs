using ScoopDetector.Alerts;

namespace ScoopDetector.Host.Store;

/// <summary>What a revision that tells of withdrawals no longer names. How many posts were withdrawn it says, but not which.</summary>
/// <param name="gone">What the revision before named and this one does not.</param>
/// <param name="all">All that the event has now; null if it has more than the revision names.</param>
internal sealed class Loss(IReadOnlyCollection<string> gone, IReadOnlyCollection<string>? all)
{
    /// <summary>What was named until now and is no more.</summary>
    public IReadOnlyCollection<string> Gone => gone;

    public static Loss Of(Alert before, Alert now)
    {
        HashSet<string> named = [.. now.Evidence.Select(post => post.PostId)];
        return new([.. before.Evidence.Select(post => post.PostId).Where(post => !named.Contains(post))], now.Counts.Posts <= named.Count ? named : null);
    }

    /// <summary>Whether a post that was of the event may be among what was withdrawn: it was named until now, or the event has no more than it names. Of a large event, what was not named before may be of it still.</summary>
    public bool MayHave(string post) => gone.Contains(post) || all?.Contains(post) == false;
}

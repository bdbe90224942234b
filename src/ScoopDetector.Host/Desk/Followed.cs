namespace ScoopDetector.Host.Desk;

/// <summary>What a follower is told.</summary>
/// <param name="What">An <see cref="Store.AlertEntry"/>, an <see cref="Store.Act"/> or a <see cref="Heartbeat"/>.</param>
/// <param name="Cursor">Up to which change all has been told by now; null if more of the same change is to come, and for a heartbeat.</param>
internal readonly record struct Followed(object What, long? Cursor);

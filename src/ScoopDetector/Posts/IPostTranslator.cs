namespace ScoopDetector.Posts;

/// <summary>Reads messages that are not in our own form, but in that of some network.</summary>
public interface IPostTranslator
{
    /// <summary>Hands on what the message says, and counts what of it is left out. Never throws.</summary>
    /// <returns>How many posts, withdrawals and drops it made; 0 if the message is in no form that is known here.</returns>
    int Translate(ReadOnlySpan<byte> message, PostReceiver receive, DropCounts drops);
}

/// <summary>Takes a post, which stands until this returns.</summary>
public delegate void PostReceiver(in Post post);

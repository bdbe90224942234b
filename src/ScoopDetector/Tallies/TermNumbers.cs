namespace ScoopDetector.Tallies;

/// <summary>Numbers the terms of a pane from 0, in order of first use, and counts the posts that use each.</summary>
/// <remarks>Hot: runs for each word of the firehose. A table of its own, because it is emptied by turning one number: a dictionary that once held a busy pane
/// would take as long to empty for each quiet one.</remarks>
internal sealed class TermNumbers
{
    private Slot[] _slots = new Slot[256];
    private ulong[] _terms = new ulong[128];
    private Uses[] _uses = new Uses[128];
    private int _generation = 1;

    public int Count { get; private set; }

    /// <summary>The terms by number.</summary>
    public ReadOnlySpan<ulong> Terms => _terms.AsSpan(0, Count);

    /// <summary>How many posts use the term of this number.</summary>
    public int Posts(int number) => _uses[number].Posts;

    /// <summary>Notes that a post uses a term. False if the same post was noted for it before.</summary>
    /// <param name="term">The term.</param>
    /// <param name="post">Posts come one after the other: once a post is noted, none before it is.</param>
    /// <param name="number">The number of the term.</param>
    public bool Note(ulong term, int post, out int number)
    {
        // The lowest bits say kind and script; those above are hash.
        var slots = _slots;
        for (var at = (int)(term >> 6) & (slots.Length - 1); slots[at].Generation == _generation; at = (at + 1) & (slots.Length - 1))
        {
            if (slots[at].Term == term)
            {
                number = slots[at].Number;
                ref var uses = ref _uses[number];
                if (uses.LastPost == post)
                {
                    return false;
                }
                uses = new(post, uses.Posts + 1);
                return true;
            }
        }
        number = Count;
        Append(term, new(post, 1));
        return true;
    }

    public void Clear()
    {
        Count = 0;
        if (++_generation == int.MaxValue)
        {
            Array.Clear(_slots);
            _generation = 1;
        }
    }

    private void Append(ulong term, Uses uses)
    {
        if (Count == _terms.Length)
        {
            Array.Resize(ref _terms, Count * 2);
            Array.Resize(ref _uses, Count * 2);
            _slots = new Slot[Count * 4];
            for (var number = 0; number < Count; number++)
            {
                Enter(_terms[number], number);
            }
        }
        (_terms[Count], _uses[Count]) = (term, uses);
        Enter(term, Count++);
    }

    private void Enter(ulong term, int number)
    {
        var at = (int)(term >> 6) & (_slots.Length - 1);
        while (_slots[at].Generation == _generation)
        {
            at = (at + 1) & (_slots.Length - 1);
        }
        _slots[at] = new(term, number, _generation);
    }

    private readonly record struct Slot(ulong Term, int Number, int Generation);

    private readonly record struct Uses(int LastPost, int Posts);
}

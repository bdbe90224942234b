using ScoopDetector.State;

namespace ScoopDetector.Bursts;

internal sealed partial class WithdrawnPosts : IStateful
{
    public void Save(StateWriter writer)
    {
        Save(_posts, writer);
        Save(_authors, writer);
        if (_posts.Count > 0 || _authors.Count > 0)
        {
            writer.LeaveOutTextIf(Copy().Contains);
        }
    }

    /// <summary>The posts are written while the stages go on.</summary>
    private WithdrawnPosts Copy()
    {
        var copy = new WithdrawnPosts();
        foreach (var (id, moment) in _posts)
        {
            copy._posts.Add(id, moment);
        }
        foreach (var (id, moment) in _authors)
        {
            copy._authors.Add(id, moment);
        }
        return copy;
    }

    public void Load(StateReader reader)
    {
        Load(_posts, reader);
        Load(_authors, reader);
    }

    private static void Save(Dictionary<ulong, long> moments, StateWriter writer)
    {
        writer.Count(moments.Count);
        foreach (var (id, moment) in moments.OrderBy(entry => entry.Key))
        {
            writer.Fixed(id);
            writer.Signed(moment);
        }
    }

    private static void Load(Dictionary<ulong, long> moments, StateReader reader)
    {
        for (var count = reader.Length(); count > 0; count--)
        {
            moments[reader.Fixed8()] = reader.Signed();
        }
    }
}

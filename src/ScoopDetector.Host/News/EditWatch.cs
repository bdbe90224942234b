using ScoopDetector.News;

namespace ScoopDetector.Host.News;

/// <summary>Decides when a page is edited by so many people at once that it is worth telling. Pure: it knows the time from the edits and from whoever calls.</summary>
/// <remarks>Memory is bounded by the edits that are kept: a page without any is forgotten, and so is, after its time, that it was told.</remarks>
internal sealed class EditWatch(WikimediaOptions options)
{
    private readonly HashSet<string> _wikis = [.. options.Wikis];
    private readonly Dictionary<(string Wiki, string Title), List<(ulong Person, DateTimeOffset At)>> _pages = [];
    private readonly Queue<((string Wiki, string Title) Page, DateTimeOffset At)> _edits = new();
    private readonly Dictionary<(string Wiki, string Title), DateTimeOffset> _told = [];
    private readonly Queue<((string Wiki, string Title) Page, DateTimeOffset At)> _tellings = new();

    /// <summary>Pages with an edit that is kept.</summary>
    public int Pages => _pages.Count;

    /// <param name="edit">In about the order of their times.</param>
    /// <param name="now">By our own clock.</param>
    /// <returns>The page as a headline, if with this edit enough people have; otherwise null.</returns>
    public Headline? Take(PageEdit edit, DateTimeOffset now)
    {
        if (_wikis.Count > 0 && !_wikis.Contains(edit.Wiki))
        {
            return null;
        }
        // After a gap edits come late, all at once: it counts when they were made.
        var at = edit.At < now ? edit.At.Value : now;
        Forget(at);
        var page = (edit.Wiki, edit.Title);
        var edits = _pages.TryGetValue(page, out var known) ? known : _pages[page] = [];
        edits.Add((Hash64.Of(System.Text.Encoding.UTF8.GetBytes(edit.Person)), at));
        _edits.Enqueue((page, at));
        if (_told.ContainsKey(page) || edits.Where(one => one.At > at - options.Within).Select(one => one.Person).Distinct().Count() < options.People)
        {
            return null;
        }
        _told[page] = at;
        _tellings.Enqueue((page, at));
        return HeadlineOf(edit, now);
    }

    private void Forget(DateTimeOffset now)
    {
        while (_edits.TryPeek(out var oldest) && (oldest.At <= now - options.Within || _edits.Count >= options.Remember))
        {
            _edits.Dequeue();
            var edits = _pages[oldest.Page];
            edits.RemoveAt(0);
            if (edits.Count == 0)
            {
                _pages.Remove(oldest.Page);
            }
        }
        while (_tellings.TryPeek(out var first) && first.At <= now - options.AgainAfter)
        {
            _told.Remove(_tellings.Dequeue().Page);
        }
    }

    private static Headline HeadlineOf(PageEdit edit, DateTimeOffset now)
    {
        var language = edit.Server.EndsWith(".wikipedia.org", StringComparison.Ordinal) ? edit.Server[..edit.Server.IndexOf('.', StringComparison.Ordinal)] : null;
        return new()
        {
            Id = edit.Id.Length > 0 ? edit.Id : $"{edit.Wiki} {edit.Title} {now:O}",
            Source = language is null ? edit.Server.Length > 0 ? edit.Server : edit.Wiki : $"Wikipedia ({language})",
            Title = edit.Title,
            Url = edit.Address.Length > 0 ? edit.Address : null,
            Language = language,
            FirstSeenAt = now,
            Channel = NewsChannel.Encyclopedia,
        };
    }
}

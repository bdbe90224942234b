using System.Runtime.InteropServices;
using ScoopDetector.Terms;

namespace ScoopDetector.Bursts;

/// <summary>The terms that are remembered. Most are used once and never again: these cost one entry, and only a second use opens a history.</summary>
internal sealed class TermBook(BurstOptions options, Forgetting forgetting)
{
    private readonly Dictionary<ulong, Entry> _terms = [];
    private readonly long _longest = (long)options.Windows[^1].TotalMilliseconds;

    public int Count => _terms.Count;

    /// <summary>Notes the uses of a term in one pane, by sample, and tells its history if it has one.</summary>
    /// <param name="term">The term.</param>
    /// <param name="voices">The pane's voices.</param>
    /// <param name="sample">Indices of the voices that use the term.</param>
    /// <param name="posts">How many posts use it in all.</param>
    /// <param name="now">The end of the pane.</param>
    public TermHistory? Note(TermId term, Voice[] voices, ReadOnlySpan<int> sample, int posts, long now)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_terms, term.Value, out var known);
        if (!known && posts == 1)
        {
            entry = new() { First = voices[sample[0]], UsedAt = now };
            return null;
        }
        if (entry.History is null)
        {
            entry.History = new(options.Horizons.Count) { UpdatedAt = now };
            if (entry.First is { } first)
            {
                Learn(entry.History, first, 1, entry.UsedAt);
                entry.First = null;
            }
        }
        Learn(entry.History, voices, sample, posts, now);
        return entry.History;
    }

    /// <summary>Forgets what has not been used for a window's length and was rare before.</summary>
    public void Sweep(long now)
    {
        var rare = _terms.Count > options.MaxTerms ? 8f : _terms.Count > options.MaxTerms / 2 ? 3f : 1.5f;
        foreach (var (term, entry) in _terms)
        {
            if (entry.History is not { } history)
            {
                if (entry.UsedAt < now - _longest)
                {
                    _terms.Remove(term);
                }
            }
            else if (history.UpdatedAt < now - _longest && history.Remembered[^1] * forgetting.After(now - history.UpdatedAt, options.Horizons.Count - 1) < rare)
            {
                _terms.Remove(term);
            }
            else
            {
                history.ForgetBefore(now - _longest);
            }
        }
    }

    private void Learn(TermHistory history, Voice voice, float weight, long now)
    {
        Decay(history, now);
        Teach(history, weight);
        history.Add(new(voice, voice.Post.ObservedAt, weight), options.MaxUses);
    }

    private void Learn(TermHistory history, Voice[] voices, ReadOnlySpan<int> sample, int posts, long now)
    {
        Decay(history, now);
        // A burst must not teach its own baseline that bursting is usual.
        var weight = now < history.BurstsUntil ? (float)options.TaughtByBurst : 1f;
        Teach(history, weight * posts);
        history.ForgetBefore(now - _longest);
        for (var i = 0; i < sample.Length; i++)
        {
            // What was counted beyond the sample is carried by the sample's last post.
            var carried = i == sample.Length - 1 ? 1 + posts - sample.Length : 1;
            var voice = voices[sample[i]];
            history.Add(new(voice, voice.Post.ObservedAt, weight * carried), options.MaxUses);
        }
    }

    private void Decay(TermHistory history, long now)
    {
        if (now <= history.UpdatedAt)
        {
            history.UpdatedAt = now;
            return;
        }
        var remembered = history.Remembered;
        for (var horizon = 0; horizon < remembered.Length; horizon++)
        {
            remembered[horizon] *= forgetting.After(now - history.UpdatedAt, horizon);
        }
        history.UpdatedAt = now;
    }

    private static void Teach(TermHistory history, float uses)
    {
        var remembered = history.Remembered;
        for (var horizon = 0; horizon < remembered.Length; horizon++)
        {
            remembered[horizon] += uses;
        }
    }

    private struct Entry
    {
        public Voice? First;
        public TermHistory? History;
        public long UsedAt;
    }
}

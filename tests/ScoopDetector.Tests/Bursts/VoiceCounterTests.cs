using ScoopDetector.Bursts;
using ScoopDetector.Tests.Support;
using Xunit;

namespace ScoopDetector.Tests.Bursts;

public sealed class VoiceCounterTests
{
    private readonly VoiceCounter _counter = new();

    [Fact]
    public void One_author_counts_once_however_much_he_posts()
    {
        Count(("a", 1), ("a", 2), ("a", 3));

        Assert.Equal((1, 0, 1), (_counter.Independent, _counter.Copies, _counter.Weight));
    }

    [Fact]
    public void Copypasta_by_a_hundred_accounts_is_one_voice()
    {
        Count([.. Enumerable.Range(0, 100).Select(i => ($"bot{i}", 7UL))]);

        Assert.Equal((1, 99, 1), (_counter.Independent, _counter.Copies, _counter.Weight));
    }

    [Fact]
    public void Reposts_add_at_most_half_of_what_they_repeat()
    {
        Count(("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 1), ("f", 1), ("g", 2), ("h", 3), ("i", 4), ("j", 4));

        Assert.Equal((4, 6), (_counter.Independent, _counter.Weight));
    }

    private void Count(params (string Author, ulong Origin)[] voices)
    {
        _counter.Begin();
        foreach (var (author, origin) in voices)
        {
            _counter.Add(new(Some.Digest("x", author), origin, Bits: 20));
        }
    }
}

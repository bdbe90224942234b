using System.Reactive.Disposables;
using System.Reactive.Linq;
using ScoopDetector.Host.Runs;
using Xunit;

namespace ScoopDetector.Host.Tests.Runs;

public sealed class StageThreadTests
{
    private readonly List<string> _done = [];

    [Fact]
    public void Items_come_out_in_order_and_then_the_end()
    {
        using var thread = Start(bundleSize: 3, item => _done.Add($"{item}"));
        for (var i = 0; i < 100; i++)
        {
            thread.Add(i);
        }
        thread.Complete();

        Assert.Equal([.. Enumerable.Range(0, 100).Select(i => $"{i}"), "the end"], _done);
    }

    [Fact]
    public void What_fails_in_the_stage_is_thrown_by_whoever_completes_it()
    {
        using var thread = Start(bundleSize: 1, _ => throw new InvalidDataException("broken"));
        thread.Add(1);

        Assert.Equal("broken", Assert.Throws<InvalidDataException>(thread.Complete).Message);
    }

    [Fact]
    public void What_fails_in_the_stage_is_thrown_too_by_whoever_would_wait_for_room()
    {
        using var thread = Start(bundleSize: 1, _ => throw new InvalidDataException("broken"));

        Assert.Throws<InvalidDataException>(() => AddWithoutEnd(thread));
    }

    [Fact]
    public void A_stage_that_is_given_up_is_not_completed()
    {
        var thread = Start(bundleSize: 1, item => _done.Add($"{item}"));
        thread.Add(1);
        thread.Dispose();

        Assert.DoesNotContain("the end", _done);
    }

    private static void AddWithoutEnd(StageThread<int> thread)
    {
        while (true)
        {
            thread.Add(1);
        }
    }

    private StageThread<int> Start(int bundleSize, Action<int> stage) => new(bundleSize, items =>
        new CompositeDisposable(items.Subscribe(stage, () => _done.Add("the end"))));
}

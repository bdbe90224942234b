using ScoopDetector.Alerts;
using Xunit;

namespace ScoopDetector.Host.Tests.Desk;

/// <summary>Many desks at once; how fast it goes with fifty is measured by <see cref="LoadTests"/>.</summary>
public sealed class CircuitDeskTests : IAsyncDisposable
{
    private readonly OpenDesk _open = new();

    public ValueTask DisposeAsync() => _open.DisposeAsync();

    [Fact]
    public async Task Each_alert_is_on_all_open_desks_and_they_go_on_hearing()
    {
        await _open.ServeAsync();
        var desks = await Task.WhenAll(Enumerable.Range(0, 8).Select(each => CircuitDesk.SitDownAsync(_open.Address, $"Editor {each}")));

        foreach (var id in (string[])["first", "second", "third"])
        {
            var seen = Task.WhenAll(desks.Select(desk => desk.Sees(id)));
            _open.Desk.Post(SomeAlert.Of(id, level: AlertLevel.Alert));
            await seen;
        }

        var alive = Task.WhenAll(desks.Select(desk => desk.Sees("the stream has ended")));
        _open.Desk.Beat(new(ScoopDetector.Host.Desk.PipelineState.Stopped, null, 0, 0, 0, null, null, null));
        await alive;
        Assert.All(desks, desk => Assert.Null(desk.Fault));
        foreach (var desk in desks)
        {
            await desk.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_desk_does_not_see_what_was_not_told()
    {
        await _open.ServeAsync();
        await using var desk = await CircuitDesk.SitDownAsync(_open.Address, "Ada");
        var never = desk.Sees("untold");
        var seen = desk.Sees("tram");

        _open.Desk.Post(SomeAlert.Of("tram"));
        await seen;

        Assert.False(never.IsCompleted);
    }
}

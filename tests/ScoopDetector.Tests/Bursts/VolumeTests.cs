using CsCheck;
using ScoopDetector.Bursts;
using ScoopDetector.Terms;
using Xunit;

namespace ScoopDetector.Tests.Bursts;

public sealed class VolumeTests
{
    private static readonly BurstOptions Options = new();
    private static readonly int[] Windows = [12, 60, 180, 720];
    private static readonly Forgetting Forgetting = new(Options.Horizons, 5_000);

    private readonly Volume _volume = new(Options, Windows, Forgetting, firstHorizon: 0);

    [Fact]
    public void A_window_holds_as_many_posts_for_each_use_as_it_has_for_each_post_of_the_past() =>
        Gen.Select(Gen.Int[1, 100], Gen.Int[0, 50]).Array[1, 60].Sample(gaps =>
        {
            var (volume, panes) = (new Volume(Options, Windows, Forgetting, firstHorizon: 0), new List<(int Pane, int Posts)>());
            var now = 0;
            foreach (var (gap, posts) in gaps)
            {
                volume.Accept(now += gap, Latin(posts + 1));
                panes.Add((now, posts + 1));
            }
            return Windows.Index().All(window => Enumerable.Range(0, Options.Horizons.Count).All(horizon =>
                Math.Abs((volume.PerUse(window.Index, horizon, Script.Latin) / Expected(panes, window.Item, horizon)) - 1) < 1e-4));
        }, iter: 300);

    [Fact]
    public void A_steady_stream_is_expected_to_go_on_as_it_was()
    {
        for (var pane = 0; pane < 20_000; pane++)
        {
            _volume.Accept(pane, Latin(5));
        }
        var remembered = 5 * TimeSpan.FromHours(2).TotalSeconds / 5;

        Assert.Equal(remembered, _volume.Remembered(0, Script.Latin), 5.0);
        Assert.Equal(12 * 5 / (Options.PriorPosts + remembered - (12 * 5)), _volume.PerUse(0, 0, Script.Latin), 1e-5);
    }

    [Fact]
    public void Each_script_is_measured_by_its_own_posts()
    {
        _volume.Accept(1, [100, 0, 0, 0, 10, 0, 0, 0]);

        Assert.Equal(0.1, _volume.PerUse(0, 0, Script.Latin), 1e-9);
        Assert.Equal(0.01, _volume.PerUse(0, 0, Script.Kana), 1e-9);
        Assert.Equal((100, 10, 0), (_volume.Remembered(0, Script.Latin), _volume.Remembered(0, Script.Kana), _volume.Remembered(0, Script.Thai)));
    }

    private static double Expected(List<(int Pane, int Posts)> panes, int window, int horizon)
    {
        var now = panes[^1].Pane;
        var inside = panes.Where(pane => pane.Pane > now - window).Sum(pane => pane.Posts);
        var remembered = panes.Sum(pane => pane.Posts * Math.Exp(-(now - pane.Pane) * 5 / Options.Horizons[horizon].TotalSeconds));
        return inside / (Options.PriorPosts + Math.Max(0, remembered - inside));
    }

    private static int[] Latin(int posts) => [posts, 0, 0, 0, 0, 0, 0, 0];
}

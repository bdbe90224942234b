using System.Text.RegularExpressions;
using ScoopDetector.Benchmarks.Tuning;
using ScoopDetector.Host.Settings;
using ScoopDetector.Host.Tests.Metrics;
using Xunit;

namespace ScoopDetector.Host.Tests.Deploy;

public sealed partial class TuningTests
{
    private static readonly string Docs = Path.Combine(Promtool.Repository(), "infra", "docs");

    public static TheoryData<int> Measured => [.. Enumerable.Range(0, TuningStudy.Settings.Count)];

    [Theory]
    [MemberData(nameof(Measured))]
    public void Every_value_that_is_measured_can_be_set(int setting)
    {
        var tuned = TuningStudy.Settings[setting];

        Assert.All(tuned.Values, value => Read([.. tuned.Settings(value)]));
    }

    [Theory]
    [MemberData(nameof(Measured))]
    public void The_guide_shows_a_table_and_a_plot_of_what_is_measured(int setting)
    {
        var tuned = TuningStudy.Settings[setting];
        var guide = File.ReadAllText(Path.Combine(Docs, "tuning.md"));

        Assert.Contains($"\n{tuned.Title}\n\n{TuningTable.Head}\n", guide, StringComparison.Ordinal);
        Assert.Contains($"({TuningStudy.PlotName(tuned)})", guide, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Docs, TuningStudy.PlotName(tuned))));
    }

    [Theory]
    [MemberData(nameof(Measured))]
    public void What_is_called_the_default_is_it(int setting)
    {
        var tuned = TuningStudy.Settings[setting];
        var named = Assert.Single(tuned.Values, value => value.IsDefault);

        var read = Assert.Single(Read([$"{tuned.Name}={named.Value}"]).All(), one => one.Key == tuned.Name);
        Assert.Equal(read.Default, read.Value);
    }

    [Fact]
    public void The_settings_by_which_machines_are_measured_can_be_set()
    {
        var script = File.ReadAllText(Path.Combine(Docs, "sizing.sh"));

        Read([Assert.Single(Setting().Matches(script)).Value]);
    }

    private static ScoopSettings Read(IReadOnlyList<string> settings) => ScoopSettings.Read(SettingsCatalogue.Product, null, new Dictionary<string, string>(), settings);

    [GeneratedRegex(@"\b[A-Z]\w+:[A-Z]\w+=[^""\s]+")]
    private static partial Regex Setting();
}

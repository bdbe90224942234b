using System.Text.RegularExpressions;
using ScoopDetector.Host.Settings;
using ScoopDetector.Host.Tests.Metrics;
using Xunit;

namespace ScoopDetector.Host.Tests.Deploy;

public sealed partial class TuningTests
{
    [Theory]
    [InlineData("tuning.sh")]
    [InlineData("sizing.sh")]
    public void Every_setting_that_is_measured_is_one(string script)
    {
        var lines = File.ReadLines(Path.Combine(Promtool.Repository(), "infra", "docs", script));
        var settings = lines.SelectMany(Unrolled).SelectMany(line => Setting().Matches(line)).Select(found => found.Value).ToList();

        Assert.NotEmpty(settings);
        Assert.All(settings, setting => ScoopSettings.Read(SettingsCatalogue.Product, null, new Dictionary<string, string>(), [setting]));
    }

    [Fact]
    public void The_tables_of_the_guide_have_the_rows_that_the_script_measures()
    {
        var docs = Path.Combine(Promtool.Repository(), "infra", "docs");
        var (script, guide) = (File.ReadAllText(Path.Combine(docs, "tuning.sh")), File.ReadAllText(Path.Combine(docs, "tuning.md")));
        var titles = Title().Matches(script).Select(title => title.Groups[1].Value).ToList();

        Assert.Equal(6, titles.Count);
        Assert.All(titles, title => Assert.Contains($"\n{title}\n\n| | recall | precision |", guide, StringComparison.Ordinal));
    }

    /// <summary>A line of a loop, once for each value.</summary>
    private static IEnumerable<string> Unrolled(string line) => Loop().Match(line) is { Success: true } loop
        ? loop.Groups[2].Value.Split(' ').Select(value => line.Replace('$' + loop.Groups[1].Value, value, StringComparison.Ordinal))
        : [line];

    [GeneratedRegex(@"\b[A-Z]\w+:[A-Z]\w+=[^""\s]+")]
    private static partial Regex Setting();

    [GeneratedRegex(@"for (\w+) in ([^;]+);")]
    private static partial Regex Loop();

    [GeneratedRegex("(?m)^table '([^']+)'")]
    private static partial Regex Title();
}

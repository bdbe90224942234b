using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace ScoopDetector.Host.Tests.Metrics;

public sealed partial class DashboardTests
{
    private static readonly string[] Files = Directory.GetFiles(Path.Combine(Promtool.Repository(), "infra", "grafana", "dashboards"), "*.json");

    [Fact]
    public void Every_panel_asks_the_data_source_that_is_provisioned_and_says_what_it_shows()
    {
        Assert.NotEmpty(Files);
        Assert.All(Panels(), panel =>
        {
            Assert.NotEmpty(panel.GetProperty("title").GetString()!);
            Assert.Equal("scoop-prometheus", panel.GetProperty("datasource").GetProperty("uid").GetString());
            Assert.NotEqual(0, panel.GetProperty("targets").GetArrayLength());
        });
        Assert.Contains("uid: scoop-prometheus", File.ReadAllText(Path.Combine(Promtool.Repository(), "infra", "grafana", "provisioning", "datasources", "prometheus.yml")), StringComparison.Ordinal);
    }

    [Fact]
    public void No_two_dashboards_have_one_name()
    {
        var names = Files.Select(file => Read(file).GetProperty("uid").GetString()).ToList();

        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public void Every_metric_of_ours_is_on_the_page_for_operators()
    {
        var page = File.ReadAllText(Path.Combine(Promtool.Repository(), "infra", "docs", "ops.md"));
        var names = Expressions().SelectMany(expression => Names().Matches(expression)).Select(name => Parts().Replace(name.Value, "")).ToHashSet();

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Contains($"`{name}", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_expression_is_one_that_Prometheus_takes()
    {
        var rules = new StringBuilder("groups:\n- name: panels\n  rules:\n");
        foreach (var (expression, i) in Expressions().Select((expression, i) => (expression, i)))
        {
            rules.Append($"  - record: panel:{i}\n    expr: {JsonSerializer.Serialize(expression.Replace("$__rate_interval", "1m", StringComparison.Ordinal))}\n");
        }
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, rules.ToString(), TestContext.Current.CancellationToken);
            await Promtool.AgreesAsync("check", "rules", file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static IEnumerable<JsonElement> Panels() => Files.SelectMany(file => Read(file).GetProperty("panels").EnumerateArray());

    private static IEnumerable<string> Expressions() =>
        Panels().SelectMany(panel => panel.GetProperty("targets").EnumerateArray()).Select(target => target.GetProperty("expr").GetString()!);

    private static JsonElement Read(string file) => JsonDocument.Parse(File.ReadAllText(file)).RootElement;

    [GeneratedRegex(@"\bscoop_[a-z_]+")]
    private static partial Regex Names();

    [GeneratedRegex("_(bucket|count|sum)$")]
    private static partial Regex Parts();
}

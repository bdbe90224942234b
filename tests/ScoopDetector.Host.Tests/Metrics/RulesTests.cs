using Xunit;

namespace ScoopDetector.Host.Tests.Metrics;

public sealed class RulesTests
{
    [Fact]
    public Task The_configuration_is_one_that_Prometheus_takes() => Promtool.AgreesAsync("check", "config", "prometheus.yml");

    [Fact]
    public Task Every_rule_fires_when_it_should_and_only_then() => Promtool.AgreesAsync("test", "rules", "rules.test.yml");

    [Fact]
    public void Every_rule_has_a_test_and_is_explained()
    {
        var rules = Path.Combine(Promtool.Repository(), "infra", "prometheus");
        var (tests, page) = (File.ReadAllText(Path.Combine(rules, "rules.test.yml")), File.ReadAllText(Path.Combine(Promtool.Repository(), "infra", "docs", "ops.md")));
        foreach (var rule in File.ReadLines(Path.Combine(rules, "rules.yml")).Where(line => line.Contains("- alert:", StringComparison.Ordinal)).Select(line => line.Split(' ')[^1]))
        {
            Assert.Contains($"alertname: {rule}", tests, StringComparison.Ordinal);
            Assert.Contains($"### {rule}\n", page, StringComparison.Ordinal);
        }
    }
}

using Xunit;

namespace ScoopDetector.Host.Tests.Metrics;

public sealed class RulesTests
{
    [Fact]
    public Task The_configuration_is_one_that_Prometheus_takes() => Promtool.AgreesAsync("check", "config", "prometheus.yml");

    [Theory, InlineData("one"), InlineData("roles")]
    public Task Those_of_compose_are_too(string profile) => Promtool.AgreesAsync("check", "config", "--syntax-only", $"compose-{profile}.yml");

    [Fact]
    public Task Every_rule_fires_when_it_should_and_only_then() => Promtool.AgreesAsync("test", "rules", "rules.test.yml");

    [Fact]
    public void Every_rule_has_a_test_and_leads_to_its_place_in_the_runbook()
    {
        var rules = Path.Combine(Promtool.Repository(), "infra", "prometheus");
        var (text, tests, page) = (File.ReadAllText(Path.Combine(rules, "rules.yml")), File.ReadAllText(Path.Combine(rules, "rules.test.yml")), File.ReadAllText(Path.Combine(Promtool.Repository(), "infra", "docs", "runbook.md")));
        var names = text.Split('\n').Where(line => line.Contains("- alert:", StringComparison.Ordinal)).Select(line => line.Split(' ')[^1]).ToList();

        Assert.NotEmpty(names);
        Assert.All(names, name =>
        {
            Assert.Contains($"alertname: {name}", tests, StringComparison.Ordinal);
            Assert.Contains($"runbook_url: infra/docs/runbook.md#{name.ToLowerInvariant()}\n", text, StringComparison.Ordinal);
            Assert.Contains($"### {name}\n\n**Means:**", page, StringComparison.Ordinal);
        });
    }
}

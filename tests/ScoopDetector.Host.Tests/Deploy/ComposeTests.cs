using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Settings;
using ScoopDetector.Host.Tests.Metrics;
using ScoopDetector.Host.Verbs;
using Xunit;

namespace ScoopDetector.Host.Tests.Deploy;

public sealed partial class ComposeTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Promtool.Repository(), "docker-compose.yml"));
    private static readonly ComposeFile Compose = ComposeFile.Read(Text);

    private static IEnumerable<KeyValuePair<string, ComposeService>> Processes => Compose.Services.Where(service => service.Value.Build is not null);

    [Theory]
    [InlineData("mem_limit: 3g", "mem_limits: 3g", "mem_limits")]
    [InlineData("read_only: true\n  tmpfs", "readonly: true\n  tmpfs", "readonly")]
    [InlineData("healthcheck:\n      test: [\"CMD\", \"/opt", "healtcheck:\n      test: [\"CMD\", \"/opt", "healtcheck")]
    [InlineData("condition: service_healthy", "conditions: service_healthy", "conditions")]
    [InlineData("retries: 12", "retry: 12", "retry")]
    [InlineData("retries: 12", "retries: twelve", "retries")]
    [InlineData("command: [\"run\", \"--desk\"]", "command: run --desk", "command")]
    [InlineData("    profiles: [one]", "    profile: [one]", "profile")]
    [InlineData("volumes:\n  log", "volume:\n  log", "volume")]
    public void A_field_that_is_misspelt_or_of_another_type_is_refused_and_named(string right, string wrong, string named)
    {
        Assert.Contains(right, Text, StringComparison.Ordinal);

        var fault = Assert.Throws<JsonException>(() => ComposeFile.Read(Text.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_that_stands_twice_is_refused() =>
        Assert.ThrowsAny<YamlDotNet.Core.YamlException>(() => ComposeFile.Read(Text.Replace("mem_limit: 2g", "mem_limit: 2g\n    mem_limit: 3g", StringComparison.Ordinal)));

    [Fact]
    public void Every_process_is_told_settings_that_it_knows_and_a_command_that_it_understands()
    {
        Assert.Equal(["detector", "report", "score", "tally"], Processes.Select(process => process.Key).Order());
        Assert.All(Processes, process =>
        {
            Assert.Equal("run", process.Value.Command![0]);
            Assert.Empty(RunVerb.Create().Parse(process.Value.Command[1..]).Errors);
            Assert.NotEmpty(Settings(process.Value).Get<DeskOptions>().Keys);
        });
    }

    [Fact]
    public void Each_asks_itself_how_it_is_where_it_answers() => Assert.All(Processes, process =>
    {
        var test = process.Value.Healthcheck!.Test;
        Assert.Equal(["CMD", "dotnet", "scoop.dll", "health"], test[..4]);
        var asked = HealthVerb.Create().Parse(test[4..]);
        Assert.Empty(asked.Errors);
        Assert.Equal($"http://127.0.0.1:{Port(process.Value)}", asked.GetValue<string>("--at"));
    });

    [Fact]
    public void Whatever_a_service_names_is_there_and_every_image_has_a_version() => Assert.All(Compose.Services.Values, service =>
    {
        Assert.Matches(@":v?\d+\.\d+", service.Image);
        Assert.All(service.DependsOn ?? new Dictionary<string, ComposeDependency>(), needed => Assert.Contains(needed.Key, Compose.Services));
        Assert.All((service.DependsOn ?? new Dictionary<string, ComposeDependency>()).Where(needed => needed.Value.Condition == "service_healthy"), needed => Assert.NotNull(Compose.Services[needed.Key].Healthcheck));
        Assert.All((service.Volumes ?? []).Select(volume => volume.Split(':')[0]), source => Assert.True(
            Compose.Volumes.ContainsKey(source) || source == "./infra/prometheus.key" || Path.Exists(Path.Combine(Promtool.Repository(), source)), $"{source} is neither a volume nor a file."));
        Assert.Equal(["ALL"], service.CapDrop);
        Assert.Equal(["no-new-privileges:true"], service.SecurityOpt);
    });

    /// <summary>One that it asks for and that does not run would be called dead.</summary>
    [Theory, InlineData("one"), InlineData("roles")]
    public void Prometheus_asks_each_process_of_a_profile_and_no_other_at_a_name_and_port_at_which_it_answers(string profile)
    {
        var processes = Processes.Where(process => process.Value.Profiles!.Contains(profile)).ToList();
        Assert.Contains(Compose.Services["prometheus"].Command!, argument => argument == "--config.file=/etc/prometheus/compose-${SCOOP_RUNS:-one}.yml");
        var scrape = YamlTree.ReadFile(Path.Combine(Promtool.Repository(), "infra", "prometheus", $"compose-{profile}.yml")).Single()["scrape_configs"]!.AsArray().Single()!;
        var targets = scrape["static_configs"]!.AsArray().SelectMany(one => one!["targets"]!.AsArray()).Select(target => target!.GetValue<string>()).ToList();

        Assert.Equal(processes.Select(process => $"{process.Key}:{Port(process.Value)}").Order(), targets.Order());
        Assert.All(processes.Where(process => ServesDesk(process.Value)), process => Assert.Contains(process.Key, Settings(process.Value).Get<DeskOptions>().Hosts));
        Assert.Matches("^(?:scoop.*)$", scrape["job_name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Docker_compose_takes_it_too()
    {
        using var check = Start(new("docker-compose", ["--file", Path.Combine(Promtool.Repository(), "docker-compose.yml"), "--profile", "one", "--profile", "roles", "--profile", "watch", "config", "-q"]) { RedirectStandardError = true });
        var errors = await check.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await check.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(check.ExitCode == 0, errors);
    }

    private static Process Start(ProcessStartInfo how)
    {
        try
        {
            return Process.Start(how)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("There is no docker-compose.");
            throw;
        }
    }

    private static bool ServesDesk(ComposeService service) => service.Command!.Contains("--desk");

    private static int Port(ComposeService service) => ServesDesk(service)
        ? Settings(service).Get<DeskOptions>().Port
        : RunVerb.Create().Parse(service.Command![1..]).GetValue<int?>("--metrics-port") ?? 0;

    /// <summary>From the file that goes with it, the keys that its remark shows included: those are for each owner to add.</summary>
    private static ScoopSettings Settings(ComposeService service)
    {
        var file = Path.Combine(Promtool.Repository(), service.EnvFile!);
        var environment = new Dictionary<string, string>(Kustomize.EnvFile(file));
        foreach (Match line in Remark().Matches(File.ReadAllText(file)))
        {
            environment[line.Groups[1].Value] = line.Groups[1].Value.EndsWith("Hash", StringComparison.Ordinal) ? new string('a', 64) : line.Groups[2].Value;
        }
        foreach (var (name, value) in service.Environment ?? new Dictionary<string, JsonElement>())
        {
            environment[name] = value.ToString();
        }
        return ScoopSettings.Read(SettingsCatalogue.Product, null, environment, []);
    }

    [GeneratedRegex(@"(?m)^#\s+(SCOOP_\w+)=(\S+)")]
    private static partial Regex Remark();
}

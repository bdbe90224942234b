using ScoopDetector.Alerts;
using ScoopDetector.Host.Files;
using ScoopDetector.Host.Tests.Kafka;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Host.Verbs;
using Xunit;

namespace ScoopDetector.Host.Tests.Files;

public sealed class AlertFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Alert[] _alerts = [.. Story.Alerts.Select(line => AlertJson.Read(System.Text.Encoding.UTF8.GetBytes(line))!)];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Half_a_line_that_a_killed_process_left_is_written_anew()
    {
        Write(_alerts[..2]);
        using (var file = File.OpenWrite(_folder.Path("alerts.jsonl")))
        {
            file.SetLength(file.Length - 20);
        }

        Write(_alerts);

        Assert.Equal(Story.Alerts, File.ReadAllLines(_folder.Path("alerts.jsonl")));
    }

    [Fact]
    public void A_file_of_something_else_is_left_alone()
    {
        _folder.Write("alerts.jsonl", "shopping list");

        Assert.Contains("holds a line that is no alert", Assert.Throws<UsageException>(() => Write(_alerts)).Message);
        Assert.Equal("shopping list", File.ReadAllText(_folder.Path("alerts.jsonl")).Trim());
    }

    private void Write(Alert[] alerts)
    {
        using var file = new AlertFile(_folder.Path("."), pastIsWhole: true);
        foreach (var alert in alerts)
        {
            file.Write(alert);
        }
    }
}

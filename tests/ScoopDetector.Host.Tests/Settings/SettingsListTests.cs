using ScoopDetector.Host.Settings;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Host.Verbs;
using Xunit;

namespace ScoopDetector.Host.Tests.Settings;

public sealed class SettingsListTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_setting_says_where_it_comes_from_and_what_it_would_be_otherwise()
    {
        var file = _folder.Path("scoop.json");
        File.WriteAllText(file, """{ "Tally": { "Pane": "00:00:10", "Patience": "00:00:03" } }""");
        var all = ScoopSettings.Read(SettingsCatalogue.Product, file, new Dictionary<string, string> { ["SCOOP_tally__patience"] = "00:00:04" }, ["Bursts:Windows=00:01:00,00:05:00"]).All().ToDictionary(setting => setting.Key);

        Assert.Equal(("00:00:10", file, "00:00:05"), (all["Tally:Pane"].Value, all["Tally:Pane"].Origin, all["Tally:Pane"].Default));
        Assert.Equal(("00:00:04", "SCOOP_tally__patience"), (all["Tally:Patience"].Value, all["Tally:Patience"].Origin));
        Assert.Equal(("00:01:00,00:05:00", "--set"), (all["Bursts:Windows"].Value, all["Bursts:Windows"].Origin));
        Assert.Equal(("64", "default"), (all["Tally:SampleSize"].Value, all["Tally:SampleSize"].Origin));
        Assert.Equal("a whole number, from 8 to 1024", all["Tally:SampleSize"].Allowed);
    }

    [Fact]
    public void Every_key_of_the_product_is_listed_unless_what_it_holds_has_names_of_its_own()
    {
        var listed = Read().Select(setting => setting.Key).ToHashSet();

        Assert.Empty(listed.Except(SettingsCatalogue.Product.Keys));
        Assert.All(SettingsCatalogue.Product.Keys.Except(listed), key => Assert.Matches("(:Properties|:Keys|:Headers|:Channels|:Rules)$", key));
    }

    [Theory]
    [InlineData("Kafka:Properties:sasl.password=tell nobody")]
    [InlineData("Kafka:Properties:ssl.key.pem=tell nobody")]
    [InlineData("Sources:X:Token=tell nobody")]
    [InlineData("Deliveries:Rules:night:Target=https://hooks.example.com/tell/nobody")]
    [InlineData("Sources:Lines:Address=http://user:tell%20nobody@example.com/")]
    [InlineData("Sources:Lines:Address=http://example.com/?key=tell%20nobody")]
    public void No_secret_is_shown(string assignment)
    {
        var setting = Assert.Single(Read(assignment), setting => setting.IsSet);

        Assert.DoesNotContain("nobody", setting.Value, StringComparison.Ordinal);
        Assert.Contains(Secrets.Mask, setting.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_secret_is_shown() => Assert.Equal(
        "SCRAM-SHA-512", Assert.Single(Read("Kafka:Properties:sasl.mechanism=SCRAM-SHA-512"), setting => setting.IsSet).Value);

    [Fact]
    public void Printed_it_is_a_line_each_in_columns()
    {
        var output = new StringWriter();
        ConfigVerb.Create().Parse(["print", "--set-only", "--set", "Tally:Pane=00:00:10", "--set", "Desk:Keys:mary:Hash=" + new string('a', 64)]).Invoke(new() { Output = output, EnableDefaultExceptionHandler = false });

        Assert.Equal(
            """
            Tally:Pane           00:00:10  --set  instead of 00:00:05; a time span such as 00:00:05 or 1.00:00:00, from 00:00:01 to 00:01:00
            Desk:Keys:mary:Hash  ***       --set  a text

            """.ReplaceLineEndings(), output.ToString());
    }

    private static List<Setting> Read(params string[] assignments) => [.. ScoopSettings.Read(SettingsCatalogue.Product, null, new Dictionary<string, string>(), assignments).All()];
}

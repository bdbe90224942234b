using System.Collections;
using ScoopDetector.Bursts;
using ScoopDetector.Host.Settings;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Host.Verbs;
using ScoopDetector.Tallies;
using Xunit;

namespace ScoopDetector.Host.Tests.Settings;

public sealed class ScoopSettingsTests : IDisposable
{
    private static readonly SettingsCatalogue Catalogue =
        new(typeof(ScoopOptions), new Dictionary<string, Type> { ["Shelf"] = typeof(ShelfOptions) });

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Nothing_set_means_the_defaults()
    {
        var settings = Read();

        Assert.Equal(new TallyOptions(), settings.Get<ScoopOptions>().Tally);
        Assert.Equal("shelf", settings.Get<ShelfOptions>().Name);
    }

    [Fact]
    public void The_command_line_goes_before_the_environment_which_goes_before_the_file()
    {
        var settings = ReadAll(
            json: """{ "Tally": { "Pane": "00:00:10", "Patience": "00:00:03", "SampleSize": 32 } }""",
            environment: [("SCOOP_Tally__Pane", "00:00:12"), ("SCOOP_Tally__Patience", "00:00:04")],
            "Tally:Pane=00:00:15");

        var tally = settings.Get<ScoopOptions>().Tally;
        Assert.Equal(new() { Pane = TimeSpan.FromSeconds(15), Patience = TimeSpan.FromSeconds(4), SampleSize = 32 }, tally);
    }

    [Fact]
    public void A_list_that_is_set_replaces_the_default_and_is_not_appended_to_it()
    {
        TimeSpan[] twoMinutesAndTen = [TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)];

        Assert.Equal(twoMinutesAndTen, ReadAll(json: """{"Bursts":{"Windows":["00:02:00","00:10:00"]}}""").Get<ScoopOptions>().Bursts.Windows);
        Assert.Equal(twoMinutesAndTen, Read("Bursts:Windows=00:02:00, 00:10:00").Get<ScoopOptions>().Bursts.Windows);
        Assert.Equal(twoMinutesAndTen, ReadAll(null, [("SCOOP_BURSTS__WINDOWS", "00:02:00,00:10:00")]).Get<ScoopOptions>().Bursts.Windows);
    }

    [Fact]
    public void A_list_on_the_command_line_replaces_a_longer_one_in_the_file() =>
        Assert.Equal([9], ReadAll("""{"Shelf":{"Sizes":[4,5,6]}}""", [], "Shelf:Sizes=9").Get<ShelfOptions>().Sizes);

    [Fact]
    public void Every_type_of_value_is_read()
    {
        var shelf = ReadAll("""
            {
              // People comment their settings,
              "shelf": {
                "name": "tall", "note": null, "open": true, "boxes": 4, "width": 2.5, "height": 5, "day": "friday",
                "place": "https://example.org/a", "since": "2026-05-04T01:00:00Z", "sizes": [7, "8"],
                "labels": { "Colour": "red", "linger.ms": "5" },
                "books": [ { "title": "one" }, { "title": "two", "pages": 20 } ],
                "best": { "pages": 8 }, // and leave a comma behind.
              },
            }
            """).Get<ShelfOptions>();

        Assert.Equal(("tall", null, true, 4L, 2.5, 5, DayOfWeek.Friday), (shelf.Name, shelf.Note, shelf.Open, shelf.Boxes, shelf.Width, shelf.Height, shelf.Day));
        Assert.Equal("https://example.org/a", shelf.Place.AbsoluteUri);
        Assert.Equal(new(2026, 5, 4, 1, 0, 0, TimeSpan.Zero), shelf.Since);
        Assert.Equal([7, 8], shelf.Sizes);
        Assert.Equal("5", shelf.Labels["linger.ms"]);
        Assert.Equal([new() { Title = "one" }, new() { Title = "two", Pages = 20 }], shelf.Books);
        Assert.Equal(new() { Title = "the best", Pages = 8 }, shelf.Best);
    }

    [Fact]
    public void Binding_leaves_the_defaults_of_the_next_reader_alone()
    {
        Read("Shelf:Best:Pages=9", "Tally:SampleSize=100");

        Assert.Equal(7, Read().Get<ShelfOptions>().Best.Pages);
        Assert.Equal(64, Read().Get<ScoopOptions>().Tally.SampleSize);
    }

    [Theory]
    [InlineData("Tally:Pain=00:00:05", "Tally:Pain (--set) is not a setting: did you mean Tally:Pane?")]
    [InlineData("Pane=00:00:05", "Pane (--set) is not a setting: did you mean Tally:Pane?")]
    [InlineData("Tally.Pane=00:00:05", "Tally.Pane (--set) is not a setting: did you mean Tally:Pane?")]
    [InlineData("Burst:MinVoices=3", "Burst (--set) is not a setting: did you mean Bursts?")]
    [InlineData("Alerts:MinVoices=3", "Alerts:MinVoices (--set) is not a setting: did you mean Bursts:MinVoices?")]
    [InlineData("Tally:Xylophones=3", "Tally:Xylophones (--set) is not a setting: there are Pane, Patience, IdleAfter, RememberIds, RememberAtMost, HoldAtMost, SampleSize.")]
    [InlineData("Xylophones=3", "Xylophones (--set) is not a setting: there are Read, Tally, Bursts, Events, Alerts, Shelf.")]
    [InlineData("Shelf:Best:Zebra=3", "Shelf:Best:Zebra (--set) is not a setting: there are Title, Pages.")]
    [InlineData("Shelf:Best:Page=3", "Shelf:Best:Page (--set) is not a setting: did you mean Shelf:Best:Pages?")]
    public void A_misspelt_key_is_refused_with_the_nearest_known_one(string assignment, string expected) => Assert.Equal(expected, Fault(assignment));

    [Theory]
    [InlineData("Tally:Pane=00:05:00", "Tally:Pane is '00:05:00' (--set): it must be a time span such as 00:00:05 or 1.00:00:00, from 00:00:01 to 00:01:00.")]
    [InlineData("Tally:Pane=5", "Tally:Pane is '5' (--set): it must be a time span such as 00:00:05 or 1.00:00:00, from 00:00:01 to 00:01:00.")]
    [InlineData("Tally:Pane=soon", "Tally:Pane is 'soon' (--set): it must be a time span such as 00:00:05 or 1.00:00:00, from 00:00:01 to 00:01:00.")]
    [InlineData("Tally:SampleSize=7", "Tally:SampleSize is '7' (--set): it must be a whole number, from 8 to 1024.")]
    [InlineData("Alerts:MaxEvidence=1", "Alerts:MaxEvidence is '1' (--set): it must be a whole number, from 2 to 50.")]
    [InlineData("Tally:SampleSize=99999999999", "Tally:SampleSize is '99999999999' (--set): it must be a whole number, from 8 to 1024.")]
    [InlineData("Tally:SampleSize=8.5", "Tally:SampleSize is '8.5' (--set): it must be a whole number, from 8 to 1024.")]
    [InlineData("Shelf:Width=10.4", "Shelf:Width is '10.4' (--set): it must be a number, from 1 to 10.")]
    [InlineData("Shelf:Width=1e300", "Shelf:Width is '1e300' (--set): it must be a number, from 1 to 10.")]
    [InlineData("Shelf:Width=NaN", "Shelf:Width is 'NaN' (--set): it must be a number, from 1 to 10.")]
    [InlineData("Shelf:Width=2,5", "Shelf:Width is '2,5' (--set): it must be a number, from 1 to 10.")]
    [InlineData("Shelf:Share=1", "Shelf:Share is '1' (--set): it must be a number, above 0 to below 1.")]
    [InlineData("Shelf:Height=6", "Shelf:Height is '6' (--set): it must be a whole number, from 1 to 5.")]
    [InlineData("Shelf:Day=7", "Shelf:Day is '7' (--set): it must be one of Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday.")]
    [InlineData("Shelf:Open=yes", "Shelf:Open is 'yes' (--set): it must be true or false.")]
    [InlineData("Shelf:Place=here", "Shelf:Place is 'here' (--set): it must be a whole address such as http://localhost:9092.")]
    [InlineData("Shelf:Sizes=1,b", "Shelf:Sizes:1 is 'b' (--set): it must be a whole number.")]
    [InlineData("Shelf:Sizes=", "Shelf:Sizes is '': it must hold at least 1.")]
    [InlineData("Shelf:Sizes=1,2,3,4", "Shelf:Sizes is '1,2,3,4': it must hold at most 3.")]
    [InlineData("Shelf:Sizes:0=1", "Shelf:Sizes (--set) is a list: it is set as a whole, parted by commas, not item by item.")]
    [InlineData("Shelf:Best:Pages=0", "Shelf:Best:Pages is '0' (--set): it must be a whole number, from 1 to 2000.")]
    [InlineData("Shelf:Name:First=a", "Shelf:Name is a section (--set): it must be a text.")]
    [InlineData("Tally=5", "Tally is a value (--set): it must be a section, with Pane, Patience, IdleAfter, RememberIds, RememberAtMost, HoldAtMost, SampleSize.")]
    [InlineData("Shelf=5", "Shelf is a value (--set): it must be a section.")]
    public void A_wrong_value_is_refused_with_what_is_allowed(string assignment, string expected) => Assert.Equal(expected, Fault(assignment));

    [Theory]
    [InlineData("""{"Shelf":{"Books":[{"Title":"a"},{"Pages":2}]}}""", "Shelf:Books:1:Title is not set: it must be a text.")]
    [InlineData("""{"Shelf":{"Books":[{"Title":"a","Pages":0}]}}""", "Shelf:Books:0:Pages is '0' (settings.json): it must be a whole number, from 1 to 2000.")]
    [InlineData("""{"Shelf":{"Books":[7]}}""", "Shelf:Books:0 is a value (settings.json): it must be a section.")]
    [InlineData("""{"Shelf":{"Best":{"Title":null}}}""", "Shelf:Best:Title is not set: it must be a text.")]
    [InlineData("""{"Shelf":{"Name":null}}""", "Shelf:Name is 'null' (settings.json): it must be a text.")]
    [InlineData("""{"Tally":{"Pane":["00:00:05"]}}""", "Tally:Pane is a list (settings.json): it must be a time span such as 00:00:05 or 1.00:00:00, from 00:00:01 to 00:01:00.")]
    [InlineData("""{"Tally":{"Pane":5}}""", "Tally:Pane is '5' (settings.json): it must be a time span such as 00:00:05 or 1.00:00:00, from 00:00:01 to 00:01:00.")]
    [InlineData("""{"Tally":{"Pane":"00:00:05","pane":"00:00:10"}}""", "Tally:pane stands twice in settings.json: keep one.")]
    [InlineData("""{"Tally":{"Pane":"00:00:05"}""", "--config: settings.json is not JSON: line 2, byte 1: Expected depth to be zero at the end of the JSON payload. There is an open JSON object or array that should be closed.")]
    [InlineData("", "--config: settings.json is not JSON: line 2, byte 1: The input does not contain any JSON tokens. Expected the input to start with a valid JSON token, when isFinalBlock is true.")]
    [InlineData("[]", "--config: settings.json is not an object of settings, such as { \"Tally\": { \"Pane\": \"00:00:05\" } }.")]
    public void A_fault_in_the_file_is_named_with_its_place(string json, string expected) =>
        Assert.Equal(expected, Faults(json, []).Replace(_folder.Path("settings.json"), "settings.json", StringComparison.Ordinal));

    [Theory]
    [InlineData("Tally:Pane=00:00:07", "Tally: Pane is 00:00:07: it must divide a minute evenly")]
    [InlineData("Bursts:SureSurprise=2", "Bursts: SureSurprise is 2, MinSurprise 3: a burst that is no accident must surprise by at least as much as any.")]
    [InlineData("Bursts:Windows=00:05:00,00:01:00", "Bursts: Windows are 00:05:00, 00:01:00: they must be at least a minute each and rise.")]
    [InlineData("Alerts:WatchVoices=9", "Alerts: An alert must ask for at least as much as a watch")]
    [InlineData("Shelf:Best:Pages=1000", "Shelf: Boxes is 3 and Best:Pages is 1000: so thick a book needs fewer boxes.")]
    public void A_rule_between_two_values_is_checked_when_each_is_right(string assignment, string expected) => Assert.StartsWith(expected, Fault(assignment));

    [Fact]
    public void All_faults_are_told_at_once_in_a_line_each()
    {
        var faults = Faults("""{"Tally":{"Pain":1},"Shelf":{"Boxes":11}}""", [("SCOOP_Alerts__MaxTerms", "0")], "Bursts:MinRatio=low").Split('\n');

        Assert.Equal(4, faults.Length);
        Assert.Contains("Alerts:MaxTerms is '0' (SCOOP_Alerts__MaxTerms): it must be a whole number, from 1 to 24.", faults);
    }

    [Fact]
    public void A_variable_with_one_underscore_too_few_is_refused() =>
        Assert.Equal("SCOOP_Tally_Pane is not a setting: two underscores part the names. Write SCOOP_Tally__Pane.", Faults(null, [("SCOOP_Tally_Pane", "00:00:05")]));

    [Fact]
    public void A_variable_that_differs_from_another_only_in_case_is_refused() =>
        Assert.Equal("SCOOP_TALLY__PANE and SCOOP_Tally__Pane set the same: keep one.",
            Faults(null, [("SCOOP_Tally__Pane", "00:00:05"), ("SCOOP_TALLY__PANE", "00:00:06")]));

    [Fact]
    public void Variables_that_are_no_settings_are_none_of_our_business() =>
        Assert.Equal(new(), ReadAll(null, [("SCOOP_SERVICE_HOST", "10.0.0.1"), ("SCOOP_TEST_KAFKA", "x"), ("PATH", "/bin"), ("OTHER__PANE", "1")]).Get<ScoopOptions>().Tally);

    [Theory]
    [InlineData("Tally:Pane")]
    [InlineData("=5")]
    public void An_assignment_without_its_sign_is_refused(string assignment) =>
        Assert.Equal($"--set {assignment}: write KEY=VALUE, as in --set Tally:Pane=00:00:05.", Fault(assignment));

    [Fact]
    public void A_file_that_is_not_there_or_is_a_folder_is_named()
    {
        Assert.Equal("--config: nowhere.json does not exist. Name a JSON file.", FileFault("nowhere.json"));
        Assert.Equal($"--config: {_folder.Path("")} cannot be read: it is a folder. Name a JSON file that may be read.", FileFault(_folder.Path("")));
    }

    [Fact]
    public void A_file_may_begin_with_a_byte_order_mark() =>
        Assert.Equal(9, ReadAll("\uFEFF{\"Bursts\":{\"MinVoices\":9}}").Get<ScoopOptions>().Bursts.MinVoices);

    [Fact]
    public void Every_key_of_the_product_can_be_set_to_its_own_default()
    {
        var defaults = new BurstOptions();
        string[] assignments = [.. OptionProperty.Of(typeof(BurstOptions)).Select(property => $"Bursts:{property.Name}={SettingText.Write(property.Get(defaults))}")];

        Assert.Equal(defaults.Windows, Read(assignments).Get<ScoopOptions>().Bursts.Windows);
    }

    private ScoopSettings Read(params string[] assignments) => ReadAll(null, [], assignments);

    private ScoopSettings ReadAll(string? json, (string Name, string Value)[]? environment = null, params string[] assignments) => ScoopSettings.Read(
        Catalogue,
        json is null ? null : _folder.Write("settings.json", json),
        new Hashtable((environment ?? []).ToDictionary(variable => variable.Name, variable => variable.Value)),
        assignments);

    private string Fault(string assignment) => Faults(null, [], assignment);

    private string Faults(string? json, (string Name, string Value)[] environment, params string[] assignments) =>
        Assert.Throws<UsageException>(() => ReadAll(json, environment, assignments)).Message;

    private static string FileFault(string path) =>
        Assert.Throws<UsageException>(() => ScoopSettings.Read(Catalogue, path, new Hashtable(), [])).Message;
}

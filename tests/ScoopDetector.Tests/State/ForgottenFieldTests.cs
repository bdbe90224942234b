using System.Reflection;
using System.Text.RegularExpressions;
using ScoopDetector.State;
using ScoopDetector.Tests.Support;
using Xunit;

namespace ScoopDetector.Tests.State;

/// <summary>A field that is not saved may show only in the rare hour that depends on it: so every one is named, here or in a method that saves. What is saved and not loaded shows when it is saved again.</summary>
public sealed partial class ForgottenFieldTests
{
    /// <summary>Set once by the settings, made anew from what is saved, or of use only while one input is worked on.</summary>
    private static readonly Dictionary<string, string> NeedNotBeSaved = new()
    {
        ["Watermark"] = "_markedAt _patience",
        ["SeenPosts"] = "_keep _span",
        ["RecentIds"] = "_positionBits _read _table",
        ["PaneCutter"] = "_blank _heardAt _tokenizer _width",
        ["TallyBook"] = "_gathered _order _own _postsByScript _samples _starts _terms _used _uses",
        ["PaneMerger"] = "_held _same _width",
        ["BurstDetector"] = "_bursts _holdings _longestHorizon _options _paneWidth _panesPerMinute _test",
        ["TermLearner"] = "WindowsInPanes _bits _fastWindow _forgetting _horizons _latest _options _panesToTeach _uses _warm",
        ["TermBook"] = "_lastHorizon _mostBits _places _placesStand _read",
        ["Volume"] = "_firstHorizon _forgetting _horizons _options _windows",
        ["OriginBook"] = "_candidates _read _span _votes",
        ["EventBook"] = "_draft _graph _holdings _offshoot _options _others _over _posts _read _shares _survey _told _touched",
        ["EventFile"] = "IsOpen",
        ["EventIndex"] = "_candidates _filter _filtered _hits _terms",
        ["LiveBurst"] = "Surveyed SurveyedAs",
        ["LiveBursts"] = "_filter _lasts",
        ["Placement"] = "_span",
        ["WordProfile"] = "_norm",
        ["AlertDesk"] = "_happenings _places _score",
        ["PlaceShares"] = "_counts",
        ["NoiseBudget"] = "_highest",
    };

    public static TheoryData<string> Types => [.. Saved().Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Whatever_a_stage_remembers_is_saved(string name)
    {
        var type = Saved().Single(type => type.FullName == name);
        var saving = Saving(type);

        var forgotten = Fields(type).Where(field => !Regex.IsMatch(saving, $@"\b{Regex.Escape(field)}\b"));

        Assert.Equal(NeedNotBeSaved.GetValueOrDefault(type.Name, ""), string.Join(' ', forgotten.Order(StringComparer.Ordinal)));
    }

    private static IEnumerable<Type> Saved() => typeof(IStateful).Assembly.GetTypes()
        .Where(type => !type.IsInterface && type.Namespace != typeof(IStateful).Namespace
            && type.GetMethods(Instance).Any(method => method.Name.EndsWith("Save", StringComparison.Ordinal) && method.GetParameters().FirstOrDefault()?.ParameterType == typeof(StateWriter)))
        .OrderBy(type => type.FullName, StringComparer.Ordinal);

    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>By the names that they have in the source; what a constructor only passes on is none.</summary>
    private static IEnumerable<string> Fields(Type type) => type.GetFields(Instance)
        .Where(field => !field.Name.EndsWith(">P", StringComparison.Ordinal))
        .Select(field => field.Name.Split('<', '>') is [_, var property, _] ? property : field.Name);

    /// <summary>All methods that save, in the files in which the type is written.</summary>
    private static string Saving(Type type) => string.Join('\n', Sources().Where(source => Regex.IsMatch(source, $@"\b(class|struct) {type.Name}\b"))
        .SelectMany(source => Method().Matches(source)).Select(method => method.Value));

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root(), "src", "ScoopDetector"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText);

    /// <summary>From its first line to the brace or the expression that ends it.</summary>
    [GeneratedRegex(@"^(?<indent> +)(?:public |private )?[\w ]*?(?:IStateful\.)?Save\w*\(.*?^(?:\k<indent>\}|\k<indent>[^ {].*;|(?=\r?$))", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Method();
}

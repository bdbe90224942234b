using System.Collections;
using ScoopDetector.Host.Verbs;

namespace ScoopDetector.Host.Settings;

/// <summary>All that is set, read from a file, the environment and the command line, and found right.</summary>
/// <remarks>A misspelt key or a value out of range stops the start: a detector that runs with other settings than its owner believes is worse than none.</remarks>
internal sealed class ScoopSettings
{
    private readonly Dictionary<Type, object> _options = [];
    private readonly HashSet<string> _set = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _origins = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Prefix, Type Type)> _sections = [];

    private ScoopSettings() { }

    /// <summary>The file comes first, the environment goes over it, and the command line over both.</summary>
    /// <exception cref="UsageException">Something is wrong: one line for each fault.</exception>
    public static ScoopSettings Read(SettingsCatalogue catalogue, string? file, IDictionary environment, IEnumerable<string> assignments)
    {
        var tree = file is null ? new SettingsNode.Section("") : SettingsFile.Read(file);
        tree.Cover(SettingsEnvironment.Read(environment, catalogue.Keys));
        tree.Cover(SettingsArguments.Read(assignments));
        return Bind(catalogue, tree);
    }

    /// <summary>Whether this section says anything about this key.</summary>
    public bool Sets(string section, string key) => _set.Contains($"{section}:{key}");

    /// <summary>The options of this type, with their defaults where nothing is set.</summary>
    public T Get<T>() where T : class => (T)_options[typeof(T)];

    /// <summary>Every setting as it holds, and where it comes from; secrets are masked.</summary>
    public IEnumerable<Setting> All()
    {
        var list = new SettingsList(_origins);
        return _sections.SelectMany(section => list.Of(_options[section.Type], section.Prefix));
    }

    private static ScoopSettings Bind(SettingsCatalogue catalogue, SettingsNode.Section tree)
    {
        var settings = new ScoopSettings();
        foreach (var (key, origin) in SettingsList.Origins(tree))
        {
            settings._origins[key] = origin;
        }
        settings._sections.AddRange([("", catalogue.Root), .. catalogue.Sections.Select(section => ($"{section.Key}:", section.Value))]);
        var binder = new SettingsBinder(catalogue.Keys);
        foreach (var (name, type) in catalogue.Sections)
        {
            tree.Members.Remove(name, out var node);
            settings._set.UnionWith(node is SettingsNode.Section given ? given.Members.Keys.Select(key => $"{name}:{key}") : []);
            settings._options[type] = binder.Bind(Activator.CreateInstance(type)!, AsSection(node, name), name);
        }
        settings._options[catalogue.Root] = binder.Bind(Activator.CreateInstance(catalogue.Root)!, tree, "");
        return binder.Faults.Count == 0 ? settings : throw new UsageException(string.Join('\n', binder.Faults));
    }

    private static SettingsNode.Section AsSection(SettingsNode? node, string name) => node switch
    {
        null => new("defaults"),
        SettingsNode.Section section => section,
        _ => throw new UsageException($"{name} is {node.Kind} ({node.Origin}): it must be a section."),
    };
}

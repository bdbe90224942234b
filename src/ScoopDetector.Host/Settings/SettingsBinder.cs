using System.Collections;
using System.Reflection;

namespace ScoopDetector.Host.Settings;

/// <summary>Puts settings into options records, and gathers what is wrong with them instead of stopping at the first.</summary>
/// <remarks>The framework's binder appends to a list that has a default, stops at the first unreadable value with a stack trace, and knows no ranges:
/// so this is our own.</remarks>
internal sealed class SettingsBinder(IReadOnlyList<string> knownKeys)
{
    private readonly List<string> _faults = [];

    /// <summary>One line each.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>The defaults with what is set laid over them, checked as a whole.</summary>
    /// <param name="defaults">A record; it is not changed.</param>
    /// <param name="section">What is set.</param>
    /// <param name="key">Where the record stands: empty, or a whole key.</param>
    public object Bind(object defaults, SettingsNode.Section section, string key)
    {
        var before = _faults.Count;
        var options = Fill(defaults, section, key);
        if (_faults.Count == before)
        {
            // A record with a wrong value in it is not asked further: its own checks rely on each value being in range.
            _faults.AddRange(OptionsCheck.Faults(options, key));
        }
        return options;
    }

    private object Fill(object defaults, SettingsNode.Section section, string key)
    {
        var options = defaults.GetType().GetMethod("<Clone>$", BindingFlags.Public | BindingFlags.Instance)!.Invoke(defaults, null)!;
        var properties = OptionProperty.Of(options.GetType()).ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, node) in section.Members)
        {
            if (!properties.TryGetValue(name, out var property))
            {
                _faults.Add(Unknown(Join(key, name), node.Origin, properties.Keys));
            }
            else if (Value(property, property.Get(options), node, Join(key, property.Name)) is { } value)
            {
                property.Put(options, value);
            }
            else if (node is SettingsNode.Value { Text: null } && property.MayBeNull)
            {
                property.Put(options, null);
            }
        }
        return options;
    }

    /// <summary>The value to put in; null if there is none, for which a fault has been noted unless it was null that was set.</summary>
    private object? Value(OptionProperty property, object? now, SettingsNode node, string key) => (property, node) switch
    {
        ({ MayBeNull: true }, SettingsNode.Value { Text: null }) => null,
        ({ IsSection: true }, SettingsNode.Section section) => Fill(now ?? Activator.CreateInstance(property.Type)!, section, key),
        ({ IsSection: true }, _) => Fault($"{key} is {node.Kind} ({node.Origin}): it must be a section, with {string.Join(", ", OptionProperty.Of(property.Type).Select(p => p.Name))}."),
        ({ EntryType: { } type }, SettingsNode.Section section) => Entries(type, section, key),
        ({ ItemType: { } type }, SettingsNode.List list) => Items(type, list, key),
        ({ ItemType: { } type }, SettingsNode.Value { Text: { } text }) => Items(type, Split(text, node.Origin), key),
        ({ ItemType: not null }, SettingsNode.Section) => Fault($"{key} ({node.Origin}) is a list: it is set as a whole, parted by commas, not item by item."),
        (_, SettingsNode.Value { Text: { } text }) when SettingText.Read(property.Type, text) is { } value => Checked(property, value, text, node.Origin, key),
        (_, SettingsNode.Value { Text: var text }) => Fault($"{key} is '{text ?? "null"}' ({node.Origin}): it must be {OptionsCheck.Allowed(property)}."),
        _ => Fault($"{key} is {node.Kind} ({node.Origin}): it must be {OptionsCheck.Allowed(property)}."),
    };

    private object? Checked(OptionProperty property, object value, string text, string origin, string key) =>
        OptionsCheck.IsInRange(property, value) ? value : Fault($"{key} is '{text}' ({origin}): it must be {OptionsCheck.Allowed(property)}.");

    private Array? Items(Type type, SettingsNode.List list, string key)
    {
        var items = Array.CreateInstance(type, list.Items.Count);
        for (var i = 0; i < items.Length; i++)
        {
            if (Single(type, list.Items[i], $"{key}:{i}") is not { } item)
            {
                return null;
            }
            items.SetValue(item, i);
        }
        return items;
    }

    private object? Entries(Type type, SettingsNode.Section section, string key)
    {
        var entries = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), type))!;
        foreach (var (name, node) in section.Members)
        {
            if (Single(type, node, Join(key, name)) is not { } entry)
            {
                return null;
            }
            entries[name] = entry;
        }
        return entries;
    }

    private object? Single(Type type, SettingsNode node, string key) => node switch
    {
        SettingsNode.Section section when OptionProperty.IsOptions(type) => Fill(Activator.CreateInstance(type)!, section, key),
        SettingsNode.Value { Text: { } text } when !OptionProperty.IsOptions(type) =>
            SettingText.Read(type, text) ?? Fault($"{key} is '{text}' ({node.Origin}): it must be {SettingText.Form(type)}."),
        _ => Fault($"{key} is {node.Kind} ({node.Origin}): it must be {(OptionProperty.IsOptions(type) ? "a section" : SettingText.Form(type))}."),
    };

    private static SettingsNode.List Split(string text, string origin) =>
        new([.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(item => new SettingsNode.Value(item, origin))], origin);

    /// <param name="members">What its section has: of sections whose names are free, as those of rules, no keys are known.</param>
    private string Unknown(string key, string origin, IEnumerable<string> members)
    {
        var section = key[..(key.LastIndexOf(':') + 1)];
        var names = knownKeys.Where(known => known.StartsWith(section, StringComparison.OrdinalIgnoreCase)).Select(known => known[section.Length..].Split(':')[0]).Distinct().DefaultIfEmpty(string.Join(", ", members));
        var mend = Spelling.Nearest(key, [.. members.Select(member => section + member), .. knownKeys, .. knownKeys.Select(known => known.Split(':')[0]).Distinct()]) is { } meant
            ? $"did you mean {meant}?"
            : $"there are {string.Join(", ", names)}.";
        return $"{key} ({origin}) is not a setting: {mend}";
    }

    private object? Fault(string line)
    {
        _faults.Add(line);
        return null;
    }

    private static string Join(string key, string name) => key.Length == 0 ? name : $"{key}:{name}";
}

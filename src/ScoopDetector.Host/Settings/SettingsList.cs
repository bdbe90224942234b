using System.Collections;

namespace ScoopDetector.Host.Settings;

/// <summary>Lists what holds, key by key, and where each value comes from.</summary>
/// <param name="origins">Where the keys were set that were.</param>
internal sealed class SettingsList(IReadOnlyDictionary<string, string> origins)
{
    public IEnumerable<Setting> Of(object options, string prefix) => Of(options, Activator.CreateInstance(options.GetType())!, prefix);

    /// <summary>Each value and list of a tree of settings with where it was written.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Origins(SettingsNode.Section tree, string prefix = "") => tree.Members.SelectMany(member => member.Value is SettingsNode.Section section
        ? Origins(section, $"{prefix}{member.Key}:")
        : [new(prefix + member.Key, member.Value.Origin)]);

    private IEnumerable<Setting> Of(object options, object defaults, string prefix) => OptionProperty.Of(options.GetType()).SelectMany(property =>
        property.IsSection ? Of(property.Get(options)!, property.Get(defaults)!, $"{prefix}{property.Name}:")
        : property.Get(options) is IDictionary entries && property.EntryType is { } type ? Entries(entries, type, $"{prefix}{property.Name}:")
        : [One(prefix + property.Name, property.Get(options), Text(property.Get(defaults)), OptionsCheck.Allowed(property))]);

    private IEnumerable<Setting> Entries(IDictionary entries, Type type, string prefix) => entries.Keys.Cast<string>().SelectMany(name => OptionProperty.IsOptions(type)
        ? Of(entries[name]!, $"{prefix}{name}:")
        : [One(prefix + name, entries[name], "", SettingText.Form(type))]);

    private Setting One(string key, object? value, string byDefault, string allowed) =>
        new(key, Secrets.Hide(key, Text(value)), origins.GetValueOrDefault(key, Setting.ByDefault), byDefault, allowed);

    private static string Text(object? value) => value is null ? "" : SettingText.Write(value);
}

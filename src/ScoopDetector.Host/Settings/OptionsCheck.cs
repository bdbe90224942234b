using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace ScoopDetector.Host.Settings;

/// <summary>Checks an options record and all records inside it against the rules that stand beside their properties.</summary>
internal static class OptionsCheck
{
    /// <summary>One line each: the key, its value, and what is allowed.</summary>
    public static IEnumerable<string> Faults(object options, string key)
    {
        var own = OptionProperty.Of(options.GetType()).SelectMany(property => Faults(property, property.Get(options), Join(key, property.Name))).ToArray();
        // Rules across properties may rely on each property being in its range.
        return own.Length > 0 || options is not IValidatableObject whole
            ? own
            : whole.Validate(new(options)).Select(fault => $"{(key.Length == 0 ? "" : key + ": ")}{fault.ErrorMessage}");
    }

    public static bool IsInRange(OptionProperty property, object value) => property.Range is not { } range || IsInRange(range, value);

    /// <summary>What the property takes, in words: <c>a whole number between 8 and 1024</c>.</summary>
    public static string Allowed(OptionProperty property)
    {
        var form = property.ItemType is { } item ? $"a list, each of it {SettingText.Form(item)}" : SettingText.Form(property.Type);
        return property.Range is { } range
            ? $"{form}, {(range.MinimumIsExclusive ? "above" : "from")} {SettingText.Write(range.Minimum)} {(range.MaximumIsExclusive ? "to below" : "to")} {SettingText.Write(range.Maximum)}"
            : form;
    }

    private static IEnumerable<string> Faults(OptionProperty property, object? value, string key)
    {
        foreach (var rule in property.Rules)
        {
            if (Fault(property, rule, value, key) is { } fault)
            {
                yield return fault;
            }
        }
        foreach (var (inner, name) in Inside(value))
        {
            foreach (var fault in Faults(inner, name.Length == 0 ? key : Join(key, name)))
            {
                yield return fault;
            }
        }
    }

    private static string? Fault(OptionProperty property, ValidationAttribute rule, object? value, string key) => rule switch
    {
        RangeAttribute range => value is null || IsInRange(range, value) ? null : $"{key} is '{SettingText.Write(value)}': it must be {Allowed(property)}.",
        RequiredAttribute => rule.IsValid(value) ? null : $"{key} is not set: it must be {Allowed(property)}.",
        MinLengthAttribute least => least.IsValid(value) ? null : $"{key} is '{SettingText.Write(value)}': it must hold at least {least.Length}.",
        MaxLengthAttribute most => most.IsValid(value) ? null : $"{key} is '{SettingText.Write(value)}': it must hold at most {most.Length}.",
        _ => rule.IsValid(value) ? null : $"{key} is '{SettingText.Write(value)}': {rule.FormatErrorMessage(property.Name)}",
    };

    /// <remarks>The attribute itself would round a fraction to its own whole limits, and fail on a number too large for them.</remarks>
    private static bool IsInRange(RangeAttribute range, object value)
    {
        var (low, high) = (Compare(value, range.Minimum), Compare(value, range.Maximum));
        return (range.MinimumIsExclusive ? low > 0 : low >= 0) && (range.MaximumIsExclusive ? high < 0 : high <= 0);
    }

    private static int Compare(object value, object limit) => limit is string text && SettingText.Read(value.GetType(), text) is { } read
        ? Comparer.DefaultInvariant.Compare(value, read)
        : Convert.ToDouble(value, CultureInfo.InvariantCulture).CompareTo(Convert.ToDouble(limit, CultureInfo.InvariantCulture));

    private static IEnumerable<(object Options, string Name)> Inside(object? value) => value switch
    {
        null or string => [],
        IDictionary entries => entries.Keys.Cast<object>().Where(name => IsOptions(entries[name])).Select(name => (entries[name]!, name.ToString()!)),
        IEnumerable items => items.Cast<object?>().Select((item, at) => (item, at)).Where(x => IsOptions(x.item)).Select(x => (x.item!, x.at.ToString(CultureInfo.InvariantCulture))),
        _ => IsOptions(value) ? [(value, "")] : [],
    };

    private static bool IsOptions(object? value) => value is not null && OptionProperty.IsOptions(value.GetType());

    private static string Join(string key, string name) => key.Length == 0 ? name : $"{key}:{name}";
}

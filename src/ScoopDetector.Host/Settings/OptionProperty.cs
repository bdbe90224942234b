using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace ScoopDetector.Host.Settings;

/// <summary>One property of an options record: what it is called, what it takes, and how to put it in.</summary>
internal sealed class OptionProperty(PropertyInfo property)
{
    public string Name => property.Name;

    /// <summary>The type of the value, without the question mark of one that may be null.</summary>
    public Type Type { get; } = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;

    public bool MayBeNull { get; } = new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;

    /// <summary>The type of the items, for a list.</summary>
    public Type? ItemType => Type switch
    {
        { IsArray: true } => Type.GetElementType(),
        { IsGenericType: true } when Type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) => Type.GetGenericArguments()[0],
        _ => null,
    };

    /// <summary>The type of the values, for a section whose names are free.</summary>
    public Type? EntryType =>
        Type.IsGenericType && Type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) ? Type.GetGenericArguments()[1] : null;

    public bool IsSection => IsOptions(Type);

    public IEnumerable<ValidationAttribute> Rules => property.GetCustomAttributes<ValidationAttribute>();

    public RangeAttribute? Range => property.GetCustomAttribute<RangeAttribute>();

    public static IEnumerable<OptionProperty> Of(Type options) => options
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.CanWrite && property.GetIndexParameters().Length == 0)
        .Select(property => new OptionProperty(property));

    /// <summary>Options are records; so are no other types that a setting has.</summary>
    public static bool IsOptions(Type type) => type.GetMethod("<Clone>$") is not null;

    public object? Get(object options) => property.GetValue(options);

    public void Put(object options, object? value) => property.SetValue(options, value);
}

namespace ScoopDetector.Benchmarks.Tuning;

/// <summary>A setting whose values are compared, in their order.</summary>
/// <param name="Name">As in the configuration.</param>
/// <param name="Values">Each once; the default is among them unless something else is set beside it.</param>
/// <param name="Beside">What else is set for all of them, as <c>name=value</c>; null if nothing.</param>
internal sealed record TunedSetting(string Name, IReadOnlyList<TunedValue> Values, string? Beside = null)
{
    /// <summary>Over its table.</summary>
    public string Title => Beside is null ? $"`{Name}`" : $"`{Name}`, with `{Beside}`";

    /// <summary>What is set in a run of one of its values.</summary>
    public IEnumerable<string> Settings(TunedValue value)
    {
        if (!value.IsDefault)
        {
            yield return $"{Name}={value.Value}";
        }
        if (Beside is not null)
        {
            yield return Beside;
        }
    }
}

/// <param name="Label">In tables and plots.</param>
/// <param name="Value">As it is set.</param>
/// <param name="IsDefault">Nothing need be set for it.</param>
internal sealed record TunedValue(string Label, string Value, bool IsDefault = false);

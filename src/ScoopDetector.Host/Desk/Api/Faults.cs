using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ScoopDetector.Host.Desk.Api;

/// <summary>What is wrong with a request: by the name of each field, its value and what is allowed.</summary>
internal sealed class Faults
{
    private readonly Dictionary<string, string[]> _faults = [];

    public bool Any => _faults.Count > 0;

    /// <summary>All in one line.</summary>
    public string Words => string.Join(' ', _faults.Select(fault => $"{fault.Key} {string.Join(' ', fault.Value)}"));

    public void Add(string field, string fault) => _faults[field] = [.. _faults.GetValueOrDefault(field, []), fault];

    public ValidationProblem Problem() => TypedResults.ValidationProblem(_faults, detail: Words, title: "The request cannot be understood.");

    public T? Choice<T>(string field, string? text) where T : struct, Enum
    {
        if (text is null || (Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsDigit(text[0])))
        {
            return text is null ? null : Enum.Parse<T>(text, ignoreCase: true);
        }
        var names = Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName).ToArray();
        Add(field, $"is '{text}': it must be {string.Join(", ", names[..^1])} or {names[^1]}.");
        return null;
    }

    public DateTimeOffset? Time(string field, string? text)
    {
        if (text is null || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return text is null ? null : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        }
        Add(field, $"is '{text}': it must be a time in ISO 8601, such as 2026-03-02T07:00:00Z.");
        return null;
    }

    public long? Number(string field, string? text, long least, long most)
    {
        if (text is null)
        {
            return null;
        }
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }
        Add(field, $"is '{text}': it must be a whole number from {least} to {most}.");
        return null;
    }

    public string? Short(string field, string? text, int longest)
    {
        if (text?.Length > longest)
        {
            Add(field, $"has {text.Length} characters: it must have at most {longest}.");
        }
        return text;
    }
}

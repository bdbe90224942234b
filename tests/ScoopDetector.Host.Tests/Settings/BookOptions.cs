using System.ComponentModel.DataAnnotations;

namespace ScoopDetector.Host.Tests.Settings;

internal sealed record BookOptions
{
    [Required]
    public string? Title { get; init; }

    [Range(1, 2000)]
    public int Pages { get; init; } = 100;
}

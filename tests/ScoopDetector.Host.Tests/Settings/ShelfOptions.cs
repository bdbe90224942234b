using System.ComponentModel.DataAnnotations;

namespace ScoopDetector.Host.Tests.Settings;

/// <summary>One of everything that a setting can be.</summary>
internal sealed record ShelfOptions : IValidatableObject
{
    public string Name { get; init; } = "shelf";

    public string? Note { get; init; } = "none";

    public bool Open { get; init; }

    [Range(0, 10)]
    public long Boxes { get; init; } = 3;

    // Whole limits on a fraction: the attribute alone would round 10.4 down to 10.
    [Range(1, 10)]
    public double Width { get; init; } = 2;

    [Range(0, 1, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double Share { get; init; } = 0.5;

    [Range(1, 5)]
    public int? Height { get; init; }

    public DayOfWeek Day { get; init; } = DayOfWeek.Monday;

    public Uri Place { get; init; } = new("http://localhost/");

    public DateTimeOffset Since { get; init; } = DateTimeOffset.UnixEpoch;

    [MinLength(1), MaxLength(3)]
    public IReadOnlyList<int> Sizes { get; init; } = [1, 2, 3];

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<BookOptions> Books { get; init; } = [];

    public BookOptions Best { get; init; } = new() { Title = "the best", Pages = 7 };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (10 / Boxes < Best.Pages / 100)
        {
            yield return new($"Boxes is {Boxes} and Best:Pages is {Best.Pages}: so thick a book needs fewer boxes.");
        }
    }
}

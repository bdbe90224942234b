using System.ComponentModel.DataAnnotations;

namespace ScoopDetector.Host.Store;

/// <summary>Where the newsroom's memory is, and how long it lasts.</summary>
internal sealed record StoreOptions
{
    /// <summary>A SQLite file; it is made where there is none. Default scoop.db in the folder where the program was started.</summary>
    [Required]
    public string File { get; init; } = "scoop.db";

    /// <summary>How long an event is kept after its latest revision, by stream time. Default 90 days: a season to look back on, and no archive of what people said.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromDays(90);
}

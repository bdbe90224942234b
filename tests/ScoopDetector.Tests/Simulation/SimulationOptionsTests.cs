using System.ComponentModel.DataAnnotations;
using ScoopDetector.Simulation;
using Xunit;

namespace ScoopDetector.Tests.Simulation;

public sealed class SimulationOptionsTests
{
    [Fact]
    public void The_defaults_are_valid() => Assert.Empty(Faults(new()));

    [Fact]
    public void A_warmup_as_long_as_the_stream_is_refused_with_both_lengths() =>
        Assert.Equal(["Warmup 02:00:00 must be shorter than the stream of 1.5 hours."], Faults(new() { Hours = 1.5, Warmup = TimeSpan.FromHours(2) }));

    [Fact]
    public void The_largest_event_is_not_smaller_than_the_smallest() =>
        Assert.Equal(["LargestEvent 5 must not be below SmallestEvent 12."], Faults(new() { LargestEvent = 5 }));

    [Fact]
    public void Shares_of_languages_exceed_no_whole() =>
        Assert.Equal(["SpanishShare 0.7 and JapaneseShare 0.4 together must not exceed 1."], Faults(new() { SpanishShare = 0.7, JapaneseShare = 0.4 }));

    [Fact]
    public void A_start_beyond_the_reach_of_ids_is_refused() =>
        Assert.Equal(["Start 1999-12-31 must lie between 2000-01-02 and 2069-01-01."], Faults(new() { Start = new(1999, 12, 31, 0, 0, 0, TimeSpan.Zero) }));

    [Fact]
    public void A_rate_out_of_range_is_refused() => Assert.Single(Faults(new() { PostsPerSecond = 0 }));

    private static List<string?> Faults(SimulationOptions options)
    {
        List<ValidationResult> faults = [];
        Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true);
        return [.. faults.Select(fault => fault.ErrorMessage)];
    }
}

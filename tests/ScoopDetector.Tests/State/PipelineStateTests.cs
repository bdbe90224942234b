using System.Text;
using ScoopDetector.Alerts;
using ScoopDetector.Posts;
using ScoopDetector.Simulation;
using ScoopDetector.State;
using Xunit;

namespace ScoopDetector.Tests.State;

/// <summary>Whoever goes on with a saved state tells what the one before would have told.</summary>
public sealed class PipelineStateTests
{
    private const int BatchPosts = 300;

    private static readonly Lazy<Dictionary<int, byte[][]>> Streams = new(() => Enumerable.Range(1, 3).ToDictionary(seed => seed, Lines));

    // Memories so small that they are full, grow and are tidied within the hours.
    private static readonly ScoopOptions Tight = new()
    {
        Tally = new() { RememberAtMost = 10_000, HoldAtMost = 10_000 },
        Bursts = new() { MaxTerms = 10_000, MaxRecentPosts = 4096, MaxRecentUses = 16_384, Windows = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(20)], Horizons = [TimeSpan.FromHours(1), TimeSpan.FromHours(12)] },
        Events = new() { CloseAfter = TimeSpan.FromMinutes(15), MaxMembers = 50 },
    };

    public static TheoryData<int, int, bool> Runs => new() { { 1, 1, false }, { 2, 3, false }, { 3, 16, false }, { 1, 4, true } };

    [Theory]
    [MemberData(nameof(Runs))]
    public void Handed_over_again_and_again_the_alerts_and_the_state_stay_the_same_to_the_byte(int seed, int partitions, bool tight)
    {
        using var undisturbed = Undisturbed(seed, partitions, tight);
        using var relay = new Relay(OptionsOf(tight), partitions);

        relay.Run(Streams.Value[seed], BatchPosts, _ => relay.HandOver());

        Assert.InRange(relay.Flushes, 20, 500);
        AssertSame(undisturbed, relay);
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Handed_over_once_wherever_that_is_they_stay_the_same_as_well(int seed, int partitions, bool tight)
    {
        using var undisturbed = Undisturbed(seed, partitions, tight);
        var random = new Random(seed * 31);

        for (var run = 0; run < 2; run++)
        {
            var at = random.Next(1, undisturbed.Flushes);
            using var relay = new Relay(OptionsOf(tight), partitions);
            relay.Run(Streams.Value[seed], BatchPosts, flushes => { if (flushes == at) relay.HandOver(); });
            AssertSame(undisturbed, relay);
        }
    }

    [Fact]
    public void What_was_loaded_is_saved_as_it_was()
    {
        using var relay = new Relay(new(), 4);
        relay.Run(Streams.Value[1], BatchPosts, _ =>
        {
            var saved = relay.Saved();
            relay.HandOver(saved);
            Assert.Equal(saved, relay.Saved());
        });
    }

    [Fact]
    public void The_hours_have_something_to_remember()
    {
        List<Alert> alerts = [.. Streams.Value.Keys.SelectMany(seed => AlertsOf(seed, tight: false).Concat(AlertsOf(seed, tight: true))).Select(line => AlertJson.Read(line)!)];

        Assert.InRange(alerts.Count, 30, 1000);
        Assert.Contains(alerts, alert => alert.Counts.Withdrawn > 0);
        Assert.All([AlertState.Updated, AlertState.Merged, AlertState.Closed], state => Assert.Contains(alerts, alert => alert.State == state));
    }

    [Fact]
    public void Whatever_byte_is_changed_and_wherever_it_is_cut_off_it_is_known_as_broken()
    {
        using var relay = new Relay(new(), 2);
        relay.Run(Streams.Value[1].Take(300), BatchPosts);
        var saved = relay.Saved();
        var random = new Random(1);

        for (var run = 0; run < 100; run++)
        {
            var broken = saved.ToArray();
            broken[random.Next(broken.Length)] ^= (byte)(1 << random.Next(8));
            Assert.Throws<StateFault>(() => Open(broken));
            Assert.Throws<StateFault>(() => Open(saved[..random.Next(saved.Length)]));
            Assert.Throws<StateFault>(() => Open([.. saved, 0]));
        }
    }

    [Fact]
    public void A_section_that_is_not_read_to_its_end_was_written_by_another()
    {
        using var relay = new Relay(new(), 2);
        var file = Open(relay.Saved());

        Assert.Equal("it is torn or damaged", Assert.Throws<StateFault>(() => file.Read("score", reader => reader.Byte())).Message);
        Assert.Equal("it has no section 'nothing'", Assert.Throws<StateFault>(() => file.Read("nothing", reader => reader.Byte())).Message);
    }

    [Fact]
    public void What_is_cut_off_after_it_was_looked_through_is_known_as_broken()
    {
        using var relay = new Relay(new(), 2);
        relay.Run(Streams.Value[1].Take(3000), BatchPosts);
        using var bytes = new MemoryStream();
        bytes.Write(relay.Saved());
        var file = new StateFile(bytes);
        bytes.SetLength(bytes.Length / 2);

        Assert.Throws<StateFault>(() => file.Posts.Length + file.Bursts.Length + file.Panes.Length);
    }

    [Fact]
    public void Another_version_is_refused_by_its_number()
    {
        using var relay = new Relay(new(), 2);
        var saved = relay.Saved();
        saved[8]++;

        Assert.Equal($"it was written by another version of the program (form {StateForm.Version + 1}; this one reads form {StateForm.Version})", Assert.Throws<StateFault>(() => Open(saved)).Message);
    }

    [Fact]
    public void A_stage_of_another_size_is_refused()
    {
        using var relay = new Relay(new(), 2);
        relay.Run(Streams.Value[1].Take(3000), BatchPosts);
        using var other = new Relay(new() { Alerts = new() { AlertScore = 3 } }, 2);

        Assert.Equal("its bar for alerts is another", Assert.Throws<StateFault>(() => other.HandOver(relay.Saved())).Message);
    }

    private static StateFile Open(byte[] saved) => new(new MemoryStream(saved));

    private static IReadOnlyList<byte[]> AlertsOf(int seed, bool tight)
    {
        using var relay = Undisturbed(seed, 1, tight);
        return relay.Alerts;
    }

    private static Relay Undisturbed(int seed, int partitions, bool tight)
    {
        var relay = new Relay(OptionsOf(tight), partitions);
        relay.Run(Streams.Value[seed], BatchPosts);
        return relay;
    }

    private static void AssertSame(Relay undisturbed, Relay relay)
    {
        Assert.Equal(Text(undisturbed), Text(relay));
        Assert.True(undisturbed.Saved().AsSpan().SequenceEqual(relay.Saved()), "The alerts are the same, what is known is not.");
    }

    private static string Text(Relay relay) => string.Join('\n', relay.Alerts.Select(Encoding.UTF8.GetString));

    private static ScoopOptions OptionsOf(bool tight) => tight ? Tight : new();

    /// <summary>An hour and the time before it, with repeats, withdrawals by post and by author, and posts that come late.</summary>
    private static byte[][] Lines(int seed)
    {
        var random = new Random(seed);
        var options = new SimulationOptions { Seed = (ulong)seed, Hours = 1, PostsPerSecond = 3, Warmup = TimeSpan.FromMinutes(50), EventsPerHour = 12, RepeatShare = 0.05 };
        return [.. new Firehose(options).SelectMany(line => With(line.Json.ToArray(), random))];
    }

    private static IEnumerable<byte[]> With(byte[] line, Random random)
    {
        var reader = new PostReader(new());
        if (!reader.TryRead(line, out var post, out _) || post.Kind != PostKind.Create)
        {
            return [line];
        }
        var (id, author) = (Encoding.UTF8.GetString(post.Id), Encoding.UTF8.GetString(post.AuthorId));
        return random.Next(100) switch
        {
            0 => [line, line, Encoding.UTF8.GetBytes($$$"""{"delete":{"id":"{{{id}}}"}}""")],
            1 or 2 => [line, Encoding.UTF8.GetBytes($$$"""{"delete":{"id":"{{{id}}}","author_id":"{{{author}}}"}}""")],
            // Where it was written is known from then on as well.
            > 66 when line.AsSpan().StartsWith("{\"id\""u8) => [[.. "{\"network\":\"x\","u8, .. line.AsSpan(1)]],
            3 => [line, Encoding.UTF8.GetBytes($$$"""{"purge":{"author_id":"{{{author}}}"}}""")],
            _ => [line],
        };
    }
}

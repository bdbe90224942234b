using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Sources.Wire;
using ScoopDetector.Posts;

namespace ScoopDetector.Faults;

/// <summary>Garbled lines and messages among good ones: none may throw, each is counted by what became of it, and no good one beside it is lost.</summary>
/// <param name="Sent">Good and bad.</param>
/// <param name="Good">As they were made.</param>
/// <param name="GoodKept">Of these, that came through.</param>
/// <param name="Posts">Posts and withdrawals that came through, garbled ones that are still posts included.</param>
/// <param name="Dropped">Left out, by a reason.</param>
/// <param name="Took">On the clock of the machine.</param>
internal sealed record Fuzz(long Sent, long Good, long GoodKept, long Posts, long Dropped, TimeSpan Took)
{
    private const int BatchPosts = 512;

    /// <summary>So many messages the embedded broker holds, and more.</summary>
    private const int AtATime = 4000;

    private const string GoodId = "good-";

    public bool IsWell => GoodKept == Good && Posts + Dropped == Sent;

    /// <summary>Through the first hop of files, in our own form and in those of the networks.</summary>
    public static Fuzz Lines(int seed, long count)
    {
        var (since, options, drops) = (Stopwatch.GetTimestamp(), new ScoopOptions(), new DropCounts());
        var intake = new PostIntake(options.Read, options.Tally, 4, TimeProvider.System, drops, WireReader.OfAny(options.Read));
        var kept = 0L;
        void HandOn(PostBatch batch) => kept += GoodIn(batch);
        var good = 0L;
        foreach (var (line, isGood) in Mixed(seed, count))
        {
            good += isGood ? 1 : 0;
            intake.Accept(line);
            if (intake.Waiting >= BatchPosts)
            {
                intake.Flush(HandOn);
            }
        }
        intake.Complete();
        intake.Flush(HandOn);
        return new(intake.Lines + intake.Unfolded, good, kept, intake.Posts + intake.Withdrawals, drops.Total, Stopwatch.GetElapsedTime(since));
    }

    /// <summary>Through a broker into a whole run.</summary>
    public static Fuzz Messages(int seed, long count)
    {
        var since = Stopwatch.GetTimestamp();
        using var world = new World(new([], []));
        var (drops, good, sent) = (new DropCounts(), 0L, 0L);
        var run = new ScoopRun(new(), world.Kafka, new JumpyClock(), drops, NullLogger.Instance) { Checkpoints = world.Checkpoints };
        using var stop = new CancellationTokenSource();
        Exception? fault = null;
        var thread = new Thread(() => fault = Fault(() => run.Run(new(UntilDrained: false), stop.Token)));
        thread.Start();
        using (var producer = new TopicProducer(world.Kafka, "fuzz", world.Kafka.PostsTopic, new BrokerLink("fuzz", world.Kafka.BootstrapServers, TimeProvider.System, NullLogger.Instance)))
        {
            foreach (var (line, isGood) in Mixed(seed, count))
            {
                good += isGood ? 1 : 0;
                producer.Send(BitConverter.GetBytes(sent++ % 97), line);
                if (sent % AtATime == 0)
                {
                    producer.Settle(CancellationToken.None);
                    Eventually.ComesTrue(() => run.Progress.Messages == sent || !thread.IsAlive);
                }
            }
            producer.Settle(CancellationToken.None);
        }
        Eventually.ComesTrue(() => run.Progress.Messages == sent || !thread.IsAlive);
        stop.Cancel();
        thread.Join();
        // What is open yet is completed by another run, which goes on from the checkpoint.
        var rest = new ScoopRun(new(), world.Kafka, new JumpyClock(), drops, NullLogger.Instance) { Checkpoints = world.Checkpoints };
        fault ??= Fault(() => rest.Run(new(UntilDrained: true), CancellationToken.None));
        if (fault is not null)
        {
            throw new InvalidOperationException("A run failed.", fault);
        }
        // Whatever was a post and is left out might have been a good one.
        var lost = drops[Drop.Late] + drops[Drop.LeftBehind] + drops[Drop.Duplicate] + drops[Drop.FromTheFuture] + drops[Drop.Withdrawn];
        return new(sent, good, good - lost, Tallied(run) + Tallied(rest), drops.Total, Stopwatch.GetElapsedTime(since));
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Sent:N0} sent, {Good - GoodKept:N0} of {Good:N0} good ones lost, {Sent - Posts - Dropped:N0} without a reason ({Posts:N0} posts, {Dropped:N0} left out), {Took.TotalSeconds:0} s");

    private static long Tallied(ScoopRun run) => run.Progress.Tallied.Sum(part => part.Value.Posts + part.Value.Withdrawals);

    private static Exception? Fault(Action work)
    {
        try
        {
            work();
            return null;
        }
        catch (Exception fault)
        {
            return fault;
        }
    }

    private static long GoodIn(PostBatch batch)
    {
        var good = 0L;
        for (var i = 0; i < batch.Count; i++)
        {
            good += batch[i].Id.StartsWith("good-"u8) ? 1 : 0;
        }
        return good;
    }

    /// <summary>Good lines of one second after the other, each with an id of its own, and between them garbled ones that were like them.</summary>
    private static IEnumerable<(byte[] Line, bool IsGood)> Mixed(int seed, long count)
    {
        var chance = new Random(seed);
        var mutation = new Mutation(chance);
        var began = DateTimeOffset.UtcNow.AddDays(-1).ToUnixTimeMilliseconds();
        for (var i = 0L; i < count; i++)
        {
            var isGood = i == 0 || chance.Next(2) == 0;
            var line = Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"id":"{{(isGood ? GoodId : "bad-")}}{{i}}","created_at":{{began + (i * 10)}},"author_id":"a{{chance.Next(5000)}}","text":"Somebody says {{chance.Next(1000)}} \u00e9 words #here {{i}}","lang":"en"}"""));
            yield return (isGood ? line : mutation.Of(line), isGood);
        }
    }
}

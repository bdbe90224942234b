using CsCheck;
using ScoopDetector.Posts;
using ScoopDetector.State;
using Xunit;

namespace ScoopDetector.Tests.Posts;

public sealed class RecentIdsTests
{
    private const int Most = 1000;

    // Ids that differ in their first bits, in their last or in both: they lie apart in the table, beside each other, or look alike there.
    private static readonly Gen<ulong> Id = Gen.Select(Gen.ULong[0, 7], Gen.ULong[0, 7]).Select(static (first, last) => (first << 61) | last);

    // A third of the steps forget; the rest add, and some of them what is known already.
    private static readonly Gen<(int What, ulong Id, int Ago)[]> Steps = Gen.Select(Gen.Int[0, 2], Id, Gen.Int[0, 40]).Array[0, 600];

    [Fact]
    public void They_are_what_a_list_of_arrivals_tells_however_many_come_and_go() => Steps.Sample(steps =>
    {
        var (ids, arrivals) = (new RecentIds(Most), new List<(ulong Id, long Moment)>());
        for (var now = 0; now < steps.Length; now++)
        {
            var (what, id, ago) = steps[now];
            if (what > 0)
            {
                var isNew = !arrivals.Exists(arrival => arrival.Id == id && arrival.Moment >= now - ago);
                Assert.Equal(!isNew, ids.HasSince(id, now - ago));
                Assert.Equal(isNew, ids.TryAdd(id, now, since: now - ago));
                if (isNew)
                {
                    arrivals.Add((id, now));
                }
            }
            else if (arrivals.Count > 0)
            {
                var (oldest, moment) = arrivals[0];
                arrivals.RemoveAt(0);
                Assert.Equal(moment, ids.OldestMoment);
                Assert.Equal(!arrivals.Exists(arrival => arrival.Id == oldest), ids.ForgetOldest());
            }
            Assert.Equal(arrivals.Count, ids.Count);
        }
    });

    [Fact]
    public void What_is_saved_is_gone_on_with_as_if_nothing_had_happened() => Gen.Select(Steps, Steps).Sample((before, after) =>
    {
        var ids = new RecentIds(Most);
        Assert.All(before, (step, now) => Take(ids, step, now));
        var restarted = new RecentIds(Most);
        new StateFile(() => new MemoryStream(Saved(ids))).Read("ids", restarted.Load);
        for (var now = 0; now < after.Length; now++)
        {
            Assert.Equal(Take(ids, after[now], before.Length + now), Take(restarted, after[now], before.Length + now));
        }
        Assert.Equal(Saved(ids), Saved(restarted));
    });

    private static bool Take(RecentIds ids, (int What, ulong Id, int Ago) step, int now) =>
        step.What > 0 ? ids.TryAdd(step.Id, now, now - step.Ago) : ids.Count > 0 && ids.ForgetOldest();

    private static byte[] Saved(RecentIds ids)
    {
        var writer = new StateWriter();
        writer.Begin("ids");
        ids.Save(writer);
        var file = new MemoryStream();
        writer.WriteTo(file);
        return file.ToArray();
    }
}

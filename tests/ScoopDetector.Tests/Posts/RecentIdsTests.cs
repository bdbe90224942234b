using CsCheck;
using ScoopDetector.Posts;
using ScoopDetector.State;
using Xunit;

namespace ScoopDetector.Tests.Posts;

public sealed class RecentIdsTests
{
    // Ids that differ in their first bits, in their last or in both: they lie apart in the table, beside each other, or look alike there.
    private static readonly Gen<ulong> Id = Gen.Select(Gen.ULong[0, 7], Gen.ULong[0, 7]).Select(static (first, last) => (first << 61) | last);

    // Small rings are full and go round; of the larger, some end where one more bit is needed for a position.
    private static readonly Gen<int> Most = Gen.OneOf(Gen.Int[2, 9], Gen.Int[62, 66], Gen.Int[94, 130], Gen.Const(1000));

    // A fifth of the steps forget; the rest add, and some of them what is known already.
    private static readonly Gen<(int What, ulong Id, int Ago)[]> Steps = Gen.Select(Gen.Int[0, 4], Id, Gen.Int[0, 40]).Array[0, 600];

    [Fact]
    public void They_are_what_a_list_of_arrivals_tells_however_many_come_and_go() => Gen.Select(Most, Steps).Sample((most, steps) =>
    {
        var (ids, arrivals) = (new RecentIds(most), new List<(ulong Id, long Moment)>());
        for (var now = 0; now < steps.Length; now++)
        {
            var (what, id, ago) = steps[now];
            if (what > 0 && arrivals.Count < most)
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
    public void What_is_saved_is_gone_on_with_as_if_nothing_had_happened() => Gen.Select(Most, Steps, Steps).Sample((most, before, after) =>
    {
        var ids = new RecentIds(most);
        for (var now = 0; now < before.Length; now++)
        {
            Take(ids, most, before[now], now);
        }
        var restarted = new RecentIds(most);
        new StateFile(new MemoryStream(Saved(ids))).Read("ids", restarted.Load);
        for (var now = 0; now < after.Length; now++)
        {
            Assert.Equal(Take(ids, most, after[now], before.Length + now), Take(restarted, most, after[now], before.Length + now));
        }
        Assert.Equal(Saved(ids), Saved(restarted));
    });

    [Fact]
    public void More_than_there_may_be_are_refused()
    {
        var ids = new RecentIds(most: 3);
        Assert.All(new ulong[] { 1, 2, 3 }, id => ids.TryAdd(id, 0, 0));

        Assert.Equal("its ids are more than are kept now", Assert.Throws<StateFault>(() => new StateFile(new MemoryStream(Saved(ids))).Read("ids", new RecentIds(most: 2).Load)).Message);
    }

    private static bool Take(RecentIds ids, int most, (int What, ulong Id, int Ago) step, int now) =>
        step.What > 0 && ids.Count < most ? ids.TryAdd(step.Id, now, now - step.Ago) : ids.Count > 0 && ids.ForgetOldest();

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

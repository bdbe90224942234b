using ScoopDetector.State;

namespace ScoopDetector.Events;

internal sealed partial class LiveBursts : IStateful
{
    public void Save(StateWriter writer)
    {
        writer.Signed(_now);
        LiveBurst[] bursts = [.. _live.Values.OrderBy(live => live.Term.Value)];
        var numbers = bursts.Index().ToDictionary(numbered => numbered.Item, numbered => numbered.Index);
        writer.Count(bursts.Length);
        foreach (var live in bursts)
        {
            live.Save(writer);
        }
        foreach (var live in bursts)
        {
            writer.Count(live.Shared.Count);
            foreach (var (number, count) in live.Shared.Select(shared => (Number: numbers[shared.Key], shared.Value)).OrderBy(shared => shared.Number))
            {
                writer.Count(number);
                writer.Count(count);
            }
        }
    }

    public void Load(StateReader reader)
    {
        _now = reader.Signed();
        var bursts = new LiveBurst[reader.Length()];
        for (var i = 0; i < bursts.Length; i++)
        {
            bursts[i] = LiveBurst.Load(reader);
            _live[bursts[i].Term] = bursts[i];
            _filter.Add(bursts[i].Term);
        }
        foreach (var live in bursts)
        {
            for (var count = reader.Length(); count > 0; count--)
            {
                live.Shared[bursts[reader.Count()]] = reader.Count();
            }
        }
    }
}

internal sealed partial class LiveBurst
{
    public void Save(StateWriter writer)
    {
        writer.Burst(Burst);
        writer.Signed(ToldAt);
        writer.Count(Free.Count);
        foreach (var voice in Free)
        {
            writer.Voice(voice);
        }
        writer.Exact(Excess);
        writer.Exact(FreeExcess);
        writer.Count(Origins);
    }

    public static LiveBurst Load(StateReader reader)
    {
        var burst = reader.Burst();
        var live = new LiveBurst(burst.Term) { Burst = burst, ToldAt = reader.Signed() };
        for (var count = reader.Length(); count > 0; count--)
        {
            live.Free.Add(reader.Voice());
        }
        (live.Excess, live.FreeExcess, live.Origins) = (reader.Double(), reader.Double(), reader.Count());
        return live;
    }
}

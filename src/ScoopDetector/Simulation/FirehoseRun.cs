using ScoopDetector.Simulation.Scripts;

namespace ScoopDetector.Simulation;

/// <summary>One enumeration of a <see cref="Firehose"/>.</summary>
/// <remarks>
/// Ordinary posts are drawn by the time of their arrival, and the time of writing is reckoned back from it: late posts then need no waiting room,
/// and the order is right by construction. Only what hangs on an earlier moment waits in a queue: scripts, repeats, deletes, malformed lines.
/// </remarks>
internal sealed class FirehoseRun
{
    private const long MinuteMs = 60_000;

    private readonly SimulationOptions _options;
    private readonly long _startMs, _endMs;
    private readonly Crowd _crowd;
    private readonly Transport _transport;
    private readonly Rhythm _rhythm;
    private readonly SmallTalk _smallTalk;
    private readonly Chance _chance, _faults;
    private readonly Draft _draft = new();
    private readonly LineWriter _writer = new();
    private readonly PostIds _ids = new();
    private readonly Spoiler _spoiler;

    // Ties are broken by the order of asking, never by the heap.
    private readonly PriorityQueue<Waiting, (long AtMs, long Order)> _waiting = new();
    private long _order;

    public FirehoseRun(SimulationOptions options)
    {
        _options = options;
        (_startMs, _endMs) = (options.Start.ToUnixTimeMilliseconds(), options.End.ToUnixTimeMilliseconds());
        (_crowd, _transport) = (new Crowd(options), new Transport(options));
        (_chance, _faults) = (ChanceFor(Purpose.Talk), ChanceFor(Purpose.Faults));
        _rhythm = new Rhythm(options, ChanceFor(Purpose.Rhythm));
        _smallTalk = new SmallTalk(_rhythm, options.PostsPerSecond);
        _spoiler = new Spoiler(_faults);
    }

    private enum Purpose : ulong
    {
        Talk = 0x54414C4B,
        Faults,
        Rhythm,
    }

    public IEnumerable<SimulatedLine> Lines()
    {
        foreach (var script in Scenario.Plan(new World(_options, _crowd, _transport, _smallTalk, _endMs)))
            Wait(script.BeginMs, new Waiting(script));

        double minute = _startMs, next = _startMs;
        while (true)
        {
            while (next >= minute)
            {
                _rhythm.Enter((long)minute);
                minute += MinuteMs;
            }
            next += _chance.Exponential(1 / _rhythm.PostsPerMs);
            while (_waiting.TryPeek(out _, out var due) && due.AtMs <= next && due.AtMs < _endMs)
            {
                if (Deliver(_waiting.Dequeue(), due.AtMs) is { } line) yield return line;
            }
            if (next >= _endMs) yield break;
            yield return OrdinaryPost((long)next);
        }
    }

    private SimulatedLine OrdinaryPost(long observedMs)
    {
        var author = _crowd.Anyone(_rhythm.DrawLanguage(_chance), _chance);
        _draft.Begin(author, observedMs - _transport.Delay(_chance), observedMs);
        _smallTalk.Write(_draft, _chance);
        var id = _ids.Next(observedMs);
        _smallTalk.Hear(_draft, id, _chance);
        long? deletedMs = _faults.Happens(_options.DeletedShare) ? observedMs + 500 + (long)(1000 * _faults.LogNormal(600, 1.2)) : null;
        return Post(id, null, deletedMs);
    }

    private SimulatedLine ScriptedPost(Script script, PlannedPost post)
    {
        _draft.Begin(post.Author, post.CreatedMs, post.ObservedMs);
        var id = _ids.Next(post.ObservedMs);
        script.Write(post, id, _draft);
        return Post(id, script.Happening, post.DeletedMs);
    }

    /// <summary>Writes the draft, and arranges for what becomes of it later.</summary>
    private SimulatedLine Post(long id, Happening? happening, long? deletedMs)
    {
        var (author, observedMs) = (_crowd.Id(_draft.Author), _draft.ObservedMs);
        var (claimedMs, tellsLanguage) = (_draft.CreatedMs + _transport.ClockError(_faults), _faults.Happens(_options.LanguageTagShare));
        if (_faults.Happens(_options.MalformedShare))
        {
            _writer.WritePost(_draft, _ids.Next(observedMs), author, claimedMs, tellsLanguage);
            Wait(observedMs, new Waiting(LineKind.Malformed, 0, author, _spoiler.Spoil(_writer.Line.Written, observedMs)));
        }
        _writer.WritePost(_draft, id, author, claimedMs, tellsLanguage);
        if (_faults.Happens(_options.RepeatShare))
        {
            var againMs = observedMs + 1 + (long)_faults.Exponential(10_000);
            Wait(againMs, new Waiting(LineKind.Repeat, id, author, LineWriter.Restamped(_writer.Line.Written, againMs)));
        }
        if (deletedMs is { } ms) Wait(ms, new Waiting(LineKind.Delete, id, author, null));
        return Line(LineKind.Post, observedMs, _writer.Line.WrittenMemory, author, id, happening);
    }

    /// <summary>The line whose time has come; null when a script has no post at this moment.</summary>
    private SimulatedLine? Deliver(Waiting waiting, long atMs)
    {
        if (waiting.Script is { } script) return Play(script, waiting);
        if (waiting.Kind != LineKind.Delete) return Line(waiting.Kind, atMs, waiting.Json, waiting.Author, waiting.PostId, null);
        _writer.WriteDelete(waiting.PostId, waiting.Author, atMs);
        return Line(LineKind.Delete, atMs, _writer.Line.WrittenMemory, waiting.Author, waiting.PostId, null);
    }

    /// <summary>Plans a script whose time has come, or plays its next post; then lets it wait for the one after.</summary>
    private SimulatedLine? Play(Script script, Waiting waiting)
    {
        var plan = waiting.Plan ?? script.Plan();
        var next = waiting.Plan is null ? 0 : waiting.Next + 1;
        if (next < plan.Length) Wait(plan[next].ObservedMs, new Waiting(script, plan, next));
        return waiting.Plan is null ? null : ScriptedPost(script, plan[waiting.Next]);
    }

    private void Wait(long atMs, Waiting waiting) => _waiting.Enqueue(waiting, (atMs, _order++));

    private Chance ChanceFor(Purpose purpose) => Chance.For(_options.Seed, (ulong)purpose);

    private static SimulatedLine Line(LineKind kind, long atMs, ReadOnlyMemory<byte> json, long author, long postId, Happening? happening) =>
        new(kind, DateTimeOffset.FromUnixTimeMilliseconds(atMs), json, author, postId, happening);

    /// <summary>Either a script, with its plan once it has begun, or a line to come.</summary>
    private readonly record struct Waiting(Script? Script, PlannedPost[]? Plan, int Next, LineKind Kind, long PostId, long Author, byte[]? Json)
    {
        public Waiting(Script script, PlannedPost[]? plan = null, int next = 0) : this(script, plan, next, LineKind.Post, 0, 0, null)
        {
        }

        public Waiting(LineKind kind, long postId, long author, byte[]? json) : this(null, null, 0, kind, postId, author, json)
        {
        }
    }
}

using ScoopDetector.Bursts;
using ScoopDetector.Events;
using ScoopDetector.Posts;

namespace ScoopDetector.Alerts;

/// <summary>Finds what kinds of happening people tell, in whatever languages: <c>terremoto</c> and <c>earthquake</c> are one.</summary>
/// <remarks>One serves one thread.</remarks>
internal sealed class HappeningFinder
{
    /// <summary>What one voice says may be a figure of speech.</summary>
    private const int LeastVoices = 2;

    /// <summary>What is told by a smaller share of those who tell the most told kind is its circumstance.</summary>
    private const double LeastShare = 0.5;

    private readonly AlarmWords _alarm = new();
    private readonly VoiceCounter _counter = new();
    private readonly int[] _voices = new int[HappeningKinds.All.Count];

    /// <summary>The kinds that most independent voices tell; none if hardly any does.</summary>
    public Happenings Of(IReadOnlyList<Member> members)
    {
        Array.Clear(_voices);
        _counter.Begin();
        foreach (var member in members)
        {
            var before = _counter.Independent;
            _counter.Add(member.Voice);
            if (_counter.Independent == before)
            {
                continue;
            }
            var told = _alarm.In(member.Voice.Post);
            for (var i = 0; i < _voices.Length; i++)
            {
                _voices[i] += (told & HappeningKinds.All[i]) != Happenings.None ? 1 : 0;
            }
        }
        var most = Math.Max(LeastVoices, _voices.Max() * LeastShare);
        return HappeningKinds.All.Where((_, i) => _voices[i] >= most).Aggregate(Happenings.None, (all, kind) => all | kind);
    }
}

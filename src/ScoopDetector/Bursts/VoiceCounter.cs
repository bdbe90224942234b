namespace ScoopDetector.Bursts;

/// <summary>Counts independent voices: authors that differ, with words that differ.</summary>
/// <remarks>Reposts support what others say but cannot make it: however many there are, they weigh at most half as much as the voices that they repeat.</remarks>
internal sealed class VoiceCounter
{
    private readonly StampedSet _authors = new();
    private readonly StampedSet _origins = new();

    /// <summary>Distinct authors with distinct origins.</summary>
    public int Independent { get; private set; }

    /// <summary>Further authors who repeat a known origin.</summary>
    public int Copies { get; private set; }

    public int Authors => Independent + Copies;

    /// <summary>Independent voices, and a half for each that is repeated.</summary>
    public int Weight => Independent + (Math.Min(Copies, Independent) / 2);

    public void Begin()
    {
        _authors.Clear();
        _origins.Clear();
        Independent = Copies = 0;
    }

    public void Add(Voice voice)
    {
        if (!_authors.Add(voice.Post.AuthorHash))
        {
            return;
        }
        if (_origins.Add(voice.Origin))
        {
            Independent++;
        }
        else
        {
            Copies++;
        }
    }
}

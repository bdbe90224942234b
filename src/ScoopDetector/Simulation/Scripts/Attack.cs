using System.Text;

namespace ScoopDetector.Simulation.Scripts;

/// <summary>Manipulation: posts that want to look like many people talking about something.</summary>
internal abstract class Attack(Happening happening, long beginMs, World world, Chance chance, string text) : Script(happening, beginMs, world, chance)
{
    private static readonly string[] Emoji = ["🙏", "😱", "🔥", "❗", "😭", "👀"];

    /// <summary>The six kinds, as in the truth after <c>attack-</c>.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["flood", "copypasta", "hijack", "ephemeral", "random-tail", "drip"];

    /// <summary>What is spread.</summary>
    protected string Text => text;

    /// <summary>Six in ten pose as breaking news, the others advertise.</summary>
    public static string Claim(Language language, Chance chance)
    {
        var claim = language.Grammar.Say(chance.Happens(0.6) ? "hoax" : "ad", chance);
        return char.ToUpperInvariant(claim[0]) + claim[1..];
    }

    /// <param name="nth">Number of the attack in the stream: fresh accounts differ from one to the next.</param>
    /// <param name="target">The event that a hijack rides on; the others ignore it.</param>
    public static Attack Create(string kind, int nth, Language language, long beginMs, World world, Chance chance, NewsEvent? target)
    {
        var text = kind == "drip" ? ShortLink(chance) : kind == "hijack" ? target!.Tag : Claim(language, chance);
        var name = kind == "hijack" ? $"advertisements on {text}" : text;
        var happening = new Happening($"a{kind}{nth}", name, $"attack-{kind}", false, language.Code, TellingWords.In(text)) { Target = kind == "hijack" ? target!.Happening.Id : null };
        return kind switch
        {
            "flood" => new Flood(happening, beginMs, world, chance, text),
            "copypasta" => new Copypasta(happening, beginMs, world, chance, text, nth),
            "hijack" => new Hijack(happening, beginMs, world, chance, text, nth),
            "ephemeral" => new Ephemeral(happening, beginMs, world, chance, text, nth),
            "random-tail" => new RandomTail(happening, beginMs, world, chance, text, nth),
            "drip" => new Drip(happening, beginMs, world, chance, text),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such attack."),
        };
    }

    protected long Fresh(int attack, int nth) => World.Crowd.Fresh(Language, attack, nth);

    protected long[] Fresh(int attack, int from, int count) => [.. Enumerable.Range(from, count).Select(nth => Fresh(attack, nth))];

    /// <summary>A small variation, as bots make to slip past exact matching.</summary>
    protected string Vary(string text)
    {
        List<string> words = [.. text.Split(' ')];
        for (var changes = Chance.Below(3); changes > 0 && words.Count > 1; changes--)
        {
            var (at, how) = (Chance.Below(words.Count), Chance.Unit());
            if (how < 0.3) words[at] = words[at].ToUpperInvariant();
            else if (how < 0.65) words.Insert(at, Filler());
            else if (words.Count > 6) words.RemoveAt(at);
        }
        var varied = new StringBuilder(string.Join(' ', words));
        if (!Language.Spaced && Chance.Happens(0.4)) varied.Append(Filler());
        return varied.Append(Tail()).ToString();
    }

    private string Filler() => Language.Grammar.Say("filler", Chance);

    private string Tail() => Chance.Below(6) switch
    {
        0 => "!",
        1 => "!!",
        2 => "...",
        3 => $" {Chance.Pick(Emoji)}",
        _ => "",
    };
}

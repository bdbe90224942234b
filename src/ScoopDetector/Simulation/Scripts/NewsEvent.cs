namespace ScoopDetector.Simulation.Scripts;

/// <summary>A newsworthy event: eyewitness fragments first, then reports with links, and all along people who pass on, quote and react.</summary>
internal sealed class NewsEvent : Script
{
    // The share of posts that pass on what others said: about what is seen in real crises.
    private const double PassedOnShare = 0.32;
    private const int Remembered = 200;

    private readonly Swell _swell;
    private readonly int _size, _finalCount;
    private readonly Facts _facts;
    private readonly string _incident;
    private readonly string[] _links;
    private readonly HashSet<long> _heardFrom = [];
    private readonly List<Told> _told = [];

    private NewsEvent(Happening happening, long beginMs, World world, Chance chance, Swell swell, int size, Facts facts, string[] links)
        : base(happening, beginMs, world, chance) =>
        (_swell, _size, _facts, _incident, _links, _finalCount) = (swell, size, facts, happening.Kind, links, chance.Whole(3, 60));

    public int Size => _size;

    private bool IsCalm => Language.Grammar.Has($"{_incident}.react");

    /// <summary>The hashtag of the event, with its sign.</summary>
    public string Tag => _facts.Text(Fact.Tag);

    /// <param name="places">Towns where something has happened already; two events at one place could hardly be told apart, so that is
    /// left for streams of weeks, which run out of names.</param>
    public static NewsEvent Create(string id, string incident, Language language, long beginMs, World world, Chance chance, HashSet<string> places)
    {
        var facts = FactsOf(incident, language.Grammar, chance, places);
        var options = world.Options;
        var size = (int)chance.LogUniform(options.SmallestEvent, options.LargestEvent + 1.0);
        // In a stream too short for it, the same course in less time.
        var room = world.EndMs - beginMs;
        var swell = new Swell(Math.Min(chance.LogUniform(Minute, 30 * Minute), room / 2), Math.Min(chance.Between(10 * Minute, 60 * Minute), room));
        var name = language.Grammar.Say($"{incident}.name", chance, facts);
        var happening = new Happening(id, char.ToUpperInvariant(name[0]) + name[1..], incident, true, language.Code, TellingWords.Of(TermsOf(incident, language, facts)))
        {
            RiseSeconds = (int)(swell.RiseMs / 1000),
            DecaySeconds = (int)(swell.DecayMs / 1000),
        };
        return new NewsEvent(happening, beginMs, world, chance, swell, size, facts, LinksOf(incident, language.Grammar, chance, facts));
    }

    public override void Write(PlannedPost post, long id, Draft draft)
    {
        // Little is passed on before there is much to choose from.
        if (Chance.Happens(PassedOnShare * _told.Count / (_told.Count + 3.0))) PassOn(draft);
        else
        {
            Tell(draft, (draft.CreatedMs - BeginMs) / _swell.RiseMs);
            if (_told.Count < Remembered) _told.Add(new Told(id, draft.Author, draft.Text.Written.ToArray()));
        }
    }

    protected override IEnumerable<PlannedPost> Posts() =>
        Enumerable.Range(0, _size).Select(n => PostAt(n == 0 ? BeginMs : Later(), Someone()));

    /// <summary>Within the stream, so that the event has the size that was drawn for it.</summary>
    private long Later()
    {
        var at = BeginMs + _swell.Draw(Chance);
        while (at >= World.EndMs) at = BeginMs + _swell.Draw(Chance);
        return at;
    }

    /// <summary>Hardly anybody posts twice about one event.</summary>
    private long Someone()
    {
        var author = Anyone();
        while (!_heardFrom.Add(author) && Chance.Happens(0.92)) author = Anyone();
        return author;
    }

    /// <param name="age">0 when it happens, 1 at the peak.</param>
    private void Tell(Draft draft, double age)
    {
        // Numbers grow as the hours pass, and nobody writes "1 people hurt".
        var known = Math.Min(1, 0.2 + (0.2 * age));
        _facts.Set(Fact.Count, ((int)Math.Max(2, _finalCount * known)).ToString(System.Globalization.CultureInfo.InvariantCulture));
        var witnesses = Math.Max(0.1, 0.95 - (0.55 * age));
        if (Chance.Happens(witnesses)) Say(draft, Manner.Witness, 0.07, 0);
        else if (Chance.Happens(0.6)) Say(draft, Manner.Report, 0.05, 0.5);
        else if (_told.Count > 0 && Chance.Happens(0.2)) Answer(draft);
        else Say(draft, Manner.React, 0.1, 0.05);
    }

    /// <summary>A sentence, often with a word before it and a remark after it: people who saw the same thing do not write the same.</summary>
    private void Say(Draft draft, Manner manner, double tagShare, double linkShare)
    {
        var (text, grammar) = (draft.Text, Language.Grammar);
        if (Chance.Happens(0.4))
        {
            grammar.Write(text, manner.Open, Chance, _facts);
            if (Language.Spaced) text.Append((byte)' ');
        }
        grammar.Write(text, SymbolOf(manner), Chance, _facts);
        if (Chance.Happens(0.45)) Remark(text, manner);
        Handwriting.Finish(text, 0, Language, draft.Author, Chance);
        if (Chance.Happens(tagShare) && text.Written.IndexOf((byte)'#') < 0) text.Append($" {Tag}");
        if (Chance.Happens(linkShare)) text.Append($" {Chance.Pick(_links)}");
    }

    private void Remark(TextBuffer text, Manner manner)
    {
        text.TrimEnd();
        // A hashtag ends at the next space, in any script, and takes no full stop.
        var tagged = text.Written.IndexOf((byte)'#') >= 0;
        if (!tagged) text.Append(FullStop(text.Written));
        if (Language.Spaced || tagged) text.Append((byte)' ');
        Language.Grammar.Write(text, manner.Close, Chance, _facts);
    }

    private ReadOnlySpan<byte> FullStop(ReadOnlySpan<byte> sentence) => Language.Spaced
        ? sentence[^1] is >= (byte)'0' and <= (byte)'9' or >= (byte)'A' and <= (byte)'z' ? "."u8 : ""u8
        : sentence.EndsWith("？"u8) || sentence.EndsWith("！"u8) ? ""u8 : "。"u8;

    /// <summary>Where nobody is hurt, as in a resignation, people have other things to say.</summary>
    private string SymbolOf(Manner manner) =>
        manner != Manner.React || IsCalm ? $"{_incident}.{manner.Symbol}" : "event.react";

    private void Answer(Draft draft)
    {
        var told = Popular();
        draft.ReplyTo = told.Id;
        draft.Mention(told.Author);
        draft.Text.Append((byte)' ');
        Add(draft, IsCalm ? "reply" : "event.reply");
    }

    private void Add(Draft draft, string symbol)
    {
        var start = draft.Text.Length;
        Language.Grammar.Write(draft.Text, symbol, Chance, _facts);
        Handwriting.Finish(draft.Text, start, Language, draft.Author, Chance);
    }

    private void PassOn(Draft draft)
    {
        var told = Popular();
        var how = Chance.Unit();
        if (how < 0.75) draft.RepostOf = told.Id;
        else if (how < 0.92)
        {
            Add(draft, IsCalm ? "quote" : "event.quote");
            draft.Text.Append((byte)' ');
        }
        if (how < 0.92)
        {
            draft.Text.Append("RT "u8);
            draft.Mention(told.Author);
            draft.Text.Append(": "u8);
        }
        draft.Text.Append(told.Text);
    }

    /// <summary>The early ones are passed on most, as they are the ones that everybody sees.</summary>
    private Told Popular()
    {
        var spread = Chance.Unit();
        return _told[(int)(_told.Count * spread * spread)];
    }

    private static Facts FactsOf(string incident, Grammar grammar, Chance chance, HashSet<string> places)
    {
        var facts = new Facts();
        var place = grammar.Say("place", chance);
        for (var tries = 0; !places.Add(place) && tries < 100; tries++) place = grammar.Say("place", chance);
        facts.Set(Fact.Place, place);
        facts.Set(Fact.PlaceTag, place.Replace(" ", "", StringComparison.Ordinal));
        facts.Set(Fact.Street, grammar.Say("street", chance));
        facts.Set(Fact.Site, grammar.Say($"{incident}.site", chance));
        facts.Set(Fact.Person, grammar.Say("person", chance));
        facts.Set(Fact.Size, $"{chance.Whole(4, 7)}.{chance.Below(10)}");
        facts.Set(Fact.Tag, grammar.Say($"{incident}.tag", chance, facts));
        return facts;
    }

    private static string[] TermsOf(string incident, Language language, Facts facts)
    {
        // English puts the kind of a street last and Spanish first; of other names the longest word tells most.
        var street = facts.Text(Fact.Street).Split(' ');
        Fact[] named = [Fact.Place, Fact.Site];
        return [.. named.Select(fact => LongestWord(facts.Text(fact))), language.Code == "en" ? street[0] : street[^1],
            facts.Text(Fact.Person).Split(' ')[^1], facts.Text(Fact.Tag).TrimStart('#'), .. language.Grammar.Alternatives($"{incident}.words")];
    }

    private static string LongestWord(string text) => text.Split(' ').MaxBy(word => word.Length)!;

    private static string[] LinksOf(string incident, Grammar grammar, Chance chance, Facts facts) =>
        [.. Enumerable.Range(0, 4).Select(_ =>
            $"https://{grammar.Say("paper", chance, facts).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant()}.example/{incident}-{chance.Whole(10_000, 99_999)}")];

    /// <summary>How somebody speaks of an event, with the symbols of the grammar for it.</summary>
    private sealed record Manner(string Symbol)
    {
        public static readonly Manner Witness = new("witness"), Report = new("report"), React = new("react");

        public string Open { get; } = $"{Symbol}.open";

        public string Close { get; } = $"{Symbol}.close";
    }

    private readonly record struct Told(long Id, long Author, byte[] Text);
}

using System.Text;
using ScoopDetector.Posts;

namespace ScoopDetector.Terms;

/// <summary>Reads the terms out of a post's text: words, hashtags, bigrams, links, and n-grams where no spaces are written.</summary>
/// <remarks>
/// Hot: runs once for each post, over UTF-8, without a string for a token. One instance serves one thread; its results stand until the next <see cref="Read"/>.
/// <list type="bullet">
/// <item>A hashtag is the word of the same letters; <c>#BostonMarathon</c> also gives its parts, at the same place.</item>
/// <item>Mentions and emoji are no terms: fans and bots repeat them without end (Schubert et al., SigniTrend, KDD 2014).</item>
/// <item>Lines quoted with <c>&gt;</c> are not the author's words; a post that is nothing but a quotation is a repost of it.</item>
/// <item>HTML entities, Markdown signs and bracketed smileys (<c>[哈哈]</c>) are markup.</item>
/// <item>A sentence end parts bigrams; a comma or hyphen does not. <see cref="FunctionWords"/> are looked across.</item>
/// </list>
/// </remarks>
public sealed class Tokenizer
{
    /// <summary>Uses beyond this many are not looked at: nobody says so much in a short post.</summary>
    public const int MostUses = 160;

    /// <summary>Text beyond this many bytes is not looked at.</summary>
    public const int MostBytes = 4096;

    internal const int LongestWord = 48;
    internal const int MostUnits = 512;

    private readonly TermUse[] _uses = new TermUse[MostUses];
    private readonly ulong[] _units = new ulong[MostUnits];
    private readonly bool[] _unitIsCharacter = new bool[MostUnits];
    private readonly char[] _word = new char[LongestWord];
    private readonly char[] _run = new char[MostBytes];
    private readonly ushort[] _runAt = new ushort[MostBytes + 1];
    private int _count;
    private int _unitCount;
    private int _place;

    // The word before, for bigrams; 0 after a sentence end.
    private ulong _previous;
    private int _previousStart;
    private Script _previousScript;

    /// <summary>In order of appearance; a term used twice stands twice.</summary>
    public ReadOnlySpan<TermUse> Uses => _uses.AsSpan(0, _count);

    public PostTraits Traits { get; private set; }

    /// <summary>How many words or unspaced characters the author wrote.</summary>
    public int Length => _unitCount;

    public void Read(ReadOnlySpan<byte> text)
    {
        if (text.Length > MostBytes)
        {
            text = text[..MostBytes];
        }
        Begin();
        var skippedQuote = Scan(text, withQuotes: false);
        if (skippedQuote && _unitCount == 0)
        {
            var traits = Traits;
            Begin();
            Scan(text, withQuotes: true);
            Traits |= traits | PostTraits.Repost;
        }
        else if (skippedQuote)
        {
            Traits |= PostTraits.Quote;
        }
    }

    /// <summary>The post's shingles for finding copies: at most <see cref="Shingles.Most"/> hashes, the lowest of all, ascending.</summary>
    public int ReadShingles(Span<uint> into) => Shingles.Read(_units.AsSpan(0, _unitCount), _unitIsCharacter.AsSpan(0, _unitCount), into);

    private void Begin()
    {
        (_count, _unitCount, _place, _previous) = (0, 0, 0, 0);
        Traits = PostTraits.None;
    }

    private bool Scan(ReadOnlySpan<byte> text, bool withQuotes)
    {
        var skippedQuote = false;
        var at = SkipRepostPrefix(text);
        var lineStart = true;
        while (at < text.Length && _count < MostUses - 8)
        {
            var b = text[at];
            if (b == ' ')
            {
                at++;
                continue;
            }
            if (lineStart)
            {
                lineStart = false;
                var sign = b == '>' ? 1 : text[at..].StartsWith("&gt;"u8) ? 4 : 0;
                if (sign > 0)
                {
                    if (!withQuotes)
                    {
                        var end = text[at..].IndexOf((byte)'\n');
                        at = end < 0 ? text.Length : at + end;
                        skippedQuote = true;
                        continue;
                    }
                    at += sign;
                    continue;
                }
            }
            if (b < 0x80)
            {
                at = Ascii(text, at, ref lineStart);
                continue;
            }
            at = Wide(text, at);
        }
        return skippedQuote;
    }

    private int Ascii(ReadOnlySpan<byte> text, int at, ref bool lineStart)
    {
        var b = text[at];
        if (char.IsAsciiLetterOrDigit((char)b))
        {
            return (b | 0x20) is 'h' or 'w' && at + 1 < text.Length && (text[at + 1] | 0x20) is 't' or 'w' && LinkLength(text[at..]) is > 0 and var length ? Link(text, at, length) : Word(text, at, isHashtag: false);
        }
        switch (b)
        {
            case (byte)'#' when at + 1 < text.Length:
                return Word(text, at + 1, isHashtag: true);
            case (byte)'@' when at + 1 < text.Length && IsNameByte(text[at + 1]):
                Traits |= PostTraits.Mention;
                do
                {
                    at++;
                }
                while (at < text.Length && IsNameByte(text[at]));
                _previous = 0;
                return at;
            case (byte)'&':
                return at + EntityLength(text[at..]);
            case (byte)'[':
                return at + SmileyLength(text[at..]);
            case (byte)'\n':
                lineStart = true;
                _previous = 0;
                return at + 1;
            case (byte)'.' or (byte)'!' or (byte)'?' or (byte)';' or (byte)':' or (byte)'|' or (byte)'"' or (byte)'(' or (byte)')':
                _previous = 0;
                return at + 1;
            default:
                return at + 1;
        }
    }

    /// <summary>A character beyond ASCII: part of a word, or a sign.</summary>
    private int Wide(ReadOnlySpan<byte> text, int at)
    {
        var folded = FoldedAt(text, at, out var length);
        if (folded > Letters.Silent)
        {
            return Letters.IsUnspaced(folded) ? Run(text, at, isHashtag: false) : Word(text, at, isHashtag: false);
        }
        // Most other signs end a sentence (。！？…) or are emoji.
        if (folded == Letters.None)
        {
            _previous = 0;
        }
        return at + length;
    }

    /// <summary>Decodes and folds one character. Broken UTF-8 reads as a sign of the length that is broken: never an error.</summary>
    private static char FoldedAt(ReadOnlySpan<byte> text, int at, out int length)
    {
        var b = text[at];
        if (b < 0x80)
        {
            length = 1;
            return Letters.Of((char)b);
        }
        Rune.DecodeFromUtf8(text[at..], out var rune, out length);
        if (rune.IsBmp)
        {
            return rune.Value == 0xFFFD ? Letters.None : Letters.Of((char)rune.Value);
        }
        // Rare ideographs beyond the plane: told apart by their lower bits, which is enough for a hash.
        return rune.Value is >= 0x20000 and <= 0x3FFFF ? (char)(0x4E00 + (rune.Value % 0x5000)) : Letters.None;
    }

    // ------------------------------------------------------------------ words

    private int Word(ReadOnlySpan<byte> text, int start, bool isHashtag)
    {
        var word = _word;
        var at = start;
        var length = AsciiWord.Read(text[at..], word, out var digits);
        at += length;
        var end = at;
        var script = length > digits ? Script.Latin : Script.Other;
        while (at < text.Length && !CertainlyEndsWord(text[at]))
        {
            var folded = FoldedAt(text, at, out var size);
            if (folded > Letters.Silent)
            {
                if (Letters.IsUnspaced(folded))
                {
                    if (isHashtag && length == 0)
                    {
                        return Run(text, at, isHashtag: true);
                    }
                    break;
                }
                if (length < LongestWord)
                {
                    word[length++] = folded;
                }
                if (folded is >= '0' and <= '9')
                {
                    digits++;
                }
                else if (script == Script.Other)
                {
                    script = Letters.ScriptOf(folded);
                }
                at += size;
                end = at;
            }
            else if (folded == Letters.Silent)
            {
                at += size;
            }
            else if (text[at] == '_' && isHashtag)
            {
                at++;
            }
            else if (ApostropheLength(text, at) is > 0 and var apostrophe && length > 0 && SuffixAfter(text, at + apostrophe, out var suffix))
            {
                if (suffix is 1 && (text[at + apostrophe] | 0x20) == 's')
                {
                    at += apostrophe + 1;
                    break;
                }
                at += apostrophe;
            }
            else
            {
                break;
            }
        }
        if (length == 0)
        {
            return Math.Max(at, start);
        }
        var hash = Hash64.Of(word.AsSpan(0, length));
        var isNumber = digits == length;
        AddUnit(hash, isCharacter: false);
        if (!isHashtag && ((length == 1 && !isNumber) || FunctionWords.Contains(hash)))
        {
            return at;
        }
        if (length > 1 && !(isNumber && length < 4))
        {
            Add(TermId.Of(hash, TermKind.Word, script), start, end - start);
        }
        if (isHashtag)
        {
            Traits |= PostTraits.Hashtag;
            Parts(text[start..end], start);
        }
        if (_previous != 0 && (length > 1 || isNumber))
        {
            AddAt(_place - 1, TermId.Of(Hash64.Pair(_previous, hash), TermKind.Bigram, script == Script.Other ? _previousScript : script), _previousStart, end - _previousStart);
        }
        (_previous, _previousStart, _previousScript) = length > 1 || isNumber ? (hash, start, script) : (0, 0, Script.Other);
        _place++;
        return at;
    }

    /// <summary>The parts of a camel-case hashtag, at the place of the whole: <c>BostonMarathon2013</c> → boston, marathon.</summary>
    private void Parts(ReadOnlySpan<byte> tag, int offset)
    {
        int from = 0, parts = 0;
        ulong before = 0;
        var beforeStart = 0;
        for (var i = 1; i <= tag.Length; i++)
        {
            var cut = i == tag.Length || tag[i] == '_' || (IsUpper(tag[i]) && !IsUpper(tag[i - 1])) || (IsDigit(tag[i]) && !IsDigit(tag[i - 1]));
            if (!cut)
            {
                continue;
            }
            var part = tag[from..i];
            if (parts == 0 && i == tag.Length)
            {
                return;
            }
            parts++;
            if (part.Length >= 3 && !IsDigit(part[0]))
            {
                var length = 0;
                for (var k = 0; k < part.Length && length < LongestWord;)
                {
                    var folded = FoldedAt(part, k, out var size);
                    if (folded > Letters.Silent)
                    {
                        _word[length++] = folded;
                    }
                    k += size;
                }
                if (length > 1)
                {
                    var hash = Hash64.Of(_word.AsSpan(0, length));
                    var script = Letters.ScriptOf(_word[0]);
                    Add(TermId.Of(hash, TermKind.Word, script), offset + from, part.Length);
                    if (before != 0)
                    {
                        Add(TermId.Of(Hash64.Pair(before, hash), TermKind.Bigram, script), offset + beforeStart, i - beforeStart);
                    }
                    (before, beforeStart) = (hash, from);
                }
            }
            from = i < tag.Length && tag[i] == '_' ? i + 1 : i;
        }
    }

    // ------------------------------------------------------------------ scripts without spaces

    /// <summary>A run of one unspaced script: Han gives pairs and triples, Thai fives; a Katakana run is a word, and a Hiragana run only as a hashtag.</summary>
    private int Run(ReadOnlySpan<byte> text, int start, bool isHashtag)
    {
        var (at, length) = (start, 0);
        var script = Script.Other;
        var katakana = false;
        while (at < text.Length)
        {
            var folded = FoldedAt(text, at, out var size);
            if (folded == Letters.Silent)
            {
                at += size;
                continue;
            }
            if (folded == Letters.None || !Letters.IsUnspaced(folded))
            {
                break;
            }
            var (its, isKatakana) = (Letters.ScriptOf(folded), Letters.IsKatakana(folded));
            if (length == 0)
            {
                (script, katakana) = (its, isKatakana);
            }
            else if (its != script || isKatakana != katakana)
            {
                break;
            }
            _run[length] = folded;
            _runAt[length++] = (ushort)at;
            at += size;
        }
        _runAt[length] = (ushort)at;
        Grams(length, script, isWord: script == Script.Kana && (katakana || isHashtag));
        _previous = 0;
        return at;
    }

    private void Grams(int length, Script script, bool isWord)
    {
        var (shortest, longest, stride) = script switch
        {
            Script.Han => (2, 3, 2),
            Script.Thai => (5, 5, 5),
            _ => (3, 3, 3),
        };
        if (isWord)
        {
            if (length >= 2)
            {
                var shown = Math.Min(length, LongestWord);
                Add(TermId.Of(Hash64.Of(_run.AsSpan(0, shown)), TermKind.Word, script), _runAt[0], _runAt[shown] - _runAt[0]);
            }
        }
        // Hiragana is what Japanese writes its grammar in: its grams rise and fall with the way people speak, not with what they speak of.
        else if (script != Script.Kana)
        {
            for (var i = 0; i + shortest <= length; i++)
            {
                for (var n = shortest; n <= longest && i + n <= length; n++)
                {
                    AddAt(_place + (i / stride), TermId.Of(Hash64.Of(_run.AsSpan(i, n)), TermKind.Gram, script), _runAt[i], _runAt[i + n] - _runAt[i]);
                }
            }
        }
        for (var i = 0; i < length; i++)
        {
            AddUnit(_run[i], isCharacter: true);
        }
        _place += Math.Max(1, length / stride);
    }

    // ------------------------------------------------------------------ links and markup

    private int Link(ReadOnlySpan<byte> text, int start, int length)
    {
        Traits |= PostTraits.Link;
        Add(TermId.Of(CanonicalLink.Hash(text.Slice(start, length)), TermKind.Link, Script.Other), start, length);
        _place++;
        _previous = 0;
        return start + length;
    }

    /// <summary>The length of the link that starts here, 0 if none does.</summary>
    private static int LinkLength(ReadOnlySpan<byte> text)
    {
        var scheme = StartsWithFolded(text, "https://"u8) ? 8 : StartsWithFolded(text, "http://"u8) ? 7 : StartsWithFolded(text, "www."u8) ? 4 : 0;
        if (scheme == 0)
        {
            return 0;
        }
        var end = scheme;
        while (end < text.Length && text[end] is > 0x20 and < 0x7F and not ((byte)')' or (byte)']' or (byte)'<' or (byte)'>' or (byte)'"' or (byte)'\''))
        {
            end++;
        }
        while (end > scheme && text[end - 1] is (byte)'.' or (byte)',' or (byte)'!' or (byte)'?' or (byte)';' or (byte)':' or (byte)'*')
        {
            end--;
        }
        return end > scheme + 2 ? end : 0;
    }

    /// <summary><c>RT @name: </c> at the start, also several of them: what follows are somebody else's words.</summary>
    private int SkipRepostPrefix(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (true)
        {
            var rest = text[at..];
            var trimmed = rest.TrimStart((byte)' ');
            if (!StartsWithFolded(trimmed, "rt @"u8))
            {
                return at;
            }
            var end = 4;
            while (end < trimmed.Length && IsNameByte(trimmed[end]))
            {
                end++;
            }
            if (end < trimmed.Length && trimmed[end] == ':')
            {
                end++;
            }
            at += rest.Length - trimmed.Length + end;
            Traits |= PostTraits.Repost | PostTraits.Mention;
        }
    }

    /// <summary><c>&amp;amp;</c> and its like, at least 1.</summary>
    private static int EntityLength(ReadOnlySpan<byte> text)
    {
        var end = text[..Math.Min(text.Length, 10)].IndexOf((byte)';');
        if (end < 2)
        {
            return 1;
        }
        foreach (var b in text[1..end])
        {
            if (!char.IsAsciiLetterOrDigit((char)b) && b != '#')
            {
                return 1;
            }
        }
        return end + 1;
    }

    /// <summary><c>[哈哈]</c> and other bracketed signs of up to four characters, unless a link follows; at least 1.</summary>
    private static int SmileyLength(ReadOnlySpan<byte> text)
    {
        int at = 1, characters = 0;
        while (at < text.Length && characters <= 4 && text[at] is not ((byte)' ' or (byte)']'))
        {
            Rune.DecodeFromUtf8(text[at..], out _, out var size);
            at += size;
            characters++;
        }
        var closes = at < text.Length && text[at] == ']' && characters is > 0 and <= 4;
        return closes && !(at + 1 < text.Length && text[at + 1] == '(') ? at + 1 : 1;
    }

    /// <summary>Nearly every word ends at a space, comma or full stop: no need to ask what letter that is.</summary>
    private static bool CertainlyEndsWord(byte b) => b is < (byte)'\'' or (byte)',' or (byte)'.';

    private static int ApostropheLength(ReadOnlySpan<byte> text, int at) =>
        text[at] == '\'' ? 1 : text[at..].StartsWith("\u2019"u8) ? 3 : 0;

    /// <summary>One or two letters after an apostrophe belong to the word before it (don't, you'll); more are a word of their own (l'explosion).</summary>
    private static bool SuffixAfter(ReadOnlySpan<byte> text, int at, out int length)
    {
        length = 0;
        while (at + length < text.Length && length < 3 && char.IsAsciiLetter((char)text[at + length]))
        {
            length++;
        }
        return length is 1 or 2 && (at + length == text.Length || text[at + length] < 0x80);
    }

    private static bool StartsWithFolded(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower)
    {
        if (text.Length < lower.Length)
        {
            return false;
        }
        for (var i = 0; i < lower.Length; i++)
        {
            var b = text[i];
            if ((b is >= (byte)'A' and <= (byte)'Z' ? b | 0x20 : b) != lower[i])
            {
                return false;
            }
        }
        return true;
    }

    private static bool IsNameByte(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'_' or (byte)'-' or >= 0x80;

    private static bool IsUpper(byte b) => b is >= (byte)'A' and <= (byte)'Z';

    private static bool IsDigit(byte b) => b is >= (byte)'0' and <= (byte)'9';

    // ------------------------------------------------------------------ results

    private void Add(TermId term, int start, int length) => AddAt(_place, term, start, length);

    private void AddAt(int place, TermId term, int start, int length)
    {
        if (_count < MostUses)
        {
            _uses[_count++] = new TermUse(term, (byte)Math.Min(place, byte.MaxValue), (ushort)start, (ushort)length);
        }
    }

    private void AddUnit(ulong hash, bool isCharacter)
    {
        if (_unitCount < MostUnits)
        {
            _unitIsCharacter[_unitCount] = isCharacter;
            _units[_unitCount++] = hash;
        }
    }
}

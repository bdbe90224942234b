using System.Text;

namespace ScoopDetector.Posts;

/// <summary>Walks over the members of one JSON object without allocating and without ever throwing.</summary>
/// <remarks>
/// Hot: runs for each line of the firehose. The framework's reader is as fast on good lines, but throws on a bad one, and an exception costs as much as
/// fifty posts: a hostile feed could slow everybody down. Strict about structure, lenient about what it passes over.
/// </remarks>
internal ref struct JsonScanner(ReadOnlySpan<byte> json)
{
    private readonly ReadOnlySpan<byte> _json = json;
    private int _at;
    private bool _inside;

    /// <summary>The value under the cursor: for a string what stands between the quotes, still escaped.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>The first byte of the value: a quote, digit or minus, brace, bracket, or the first letter of true, false, null.</summary>
    public byte ValueSign { get; private set; }

    public bool ValueIsEscaped { get; private set; }

    public readonly bool ValueIsString => ValueSign == '"';

    public readonly bool ValueIsNull => ValueSign == 'n';

    /// <summary>Steps inside the object that starts here.</summary>
    public bool Open()
    {
        SkipSpace();
        if (!Take((byte)'{'))
        {
            return false;
        }
        _inside = true;
        return true;
    }

    /// <summary>Reads the next member. False at the end or where the object breaks off; <see cref="IsClosed"/> tells which.</summary>
    public bool Next(out ReadOnlySpan<byte> name)
    {
        name = default;
        SkipSpace();
        if (!_inside)
        {
            return false;
        }
        if (Take((byte)'}'))
        {
            _inside = false;
            IsClosed = true;
            return false;
        }
        if (!String(out name, out _))
        {
            return false;
        }
        SkipSpace();
        if (!Take((byte)':'))
        {
            return false;
        }
        SkipSpace();
        if (!ReadValue())
        {
            return false;
        }
        SkipSpace();
        if (Take((byte)','))
        {
            SkipSpace();
            return _at < _json.Length && _json[_at] == '"';
        }
        return _at < _json.Length && _json[_at] == '}';
    }

    /// <summary>The object was whole. What may follow it on the line is <see cref="IsAtEnd"/>'s question.</summary>
    public bool IsClosed { get; private set; }

    public bool IsAtEnd
    {
        get
        {
            SkipSpace();
            return _at == _json.Length;
        }
    }

    /// <summary>Writes the unescaped string; half a surrogate pair becomes U+FFFD. The target must hold <c>escaped.Length</c> bytes.</summary>
    public static int Unescape(ReadOnlySpan<byte> escaped, Span<byte> into)
    {
        int at = 0, written = 0;
        while (at < escaped.Length)
        {
            var plain = escaped[at..].IndexOf((byte)'\\');
            if (plain < 0)
            {
                plain = escaped.Length - at;
            }
            escaped.Slice(at, plain).CopyTo(into[written..]);
            at += plain;
            written += plain;
            if (at + 1 >= escaped.Length)
            {
                break;
            }
            var sign = escaped[at + 1];
            at += 2;
            if (sign != 'u')
            {
                into[written++] = sign switch
                {
                    (byte)'n' => (byte)'\n',
                    (byte)'t' => (byte)'\t',
                    (byte)'r' => (byte)'\r',
                    (byte)'b' => (byte)'\b',
                    (byte)'f' => (byte)'\f',
                    _ => sign,
                };
                continue;
            }
            var unit = Hex(escaped, at);
            at += 4;
            Rune rune;
            if (char.IsHighSurrogate((char)unit) && at + 5 < escaped.Length && escaped[at] == '\\' && escaped[at + 1] == 'u'
                && Hex(escaped, at + 2) is var low && char.IsLowSurrogate((char)low))
            {
                rune = new Rune((char)unit, (char)low);
                at += 6;
            }
            else
            {
                rune = char.IsSurrogate((char)unit) ? Rune.ReplacementChar : new Rune((char)unit);
            }
            written += rune.EncodeToUtf8(into[written..]);
        }
        return written;
    }

    private bool ReadValue()
    {
        if (_at >= _json.Length)
        {
            return false;
        }
        ValueSign = _json[_at];
        switch (ValueSign)
        {
            case (byte)'"':
                var whole = String(out var text, out var escaped);
                Value = text;
                ValueIsEscaped = escaped;
                return whole;
            case (byte)'{' or (byte)'[':
                var start = _at;
                var skipped = SkipNested();
                Value = _json[start.._at];
                return skipped;
            default:
                var from = _at;
                while (_at < _json.Length && (char.IsAsciiLetterOrDigit((char)_json[_at]) || _json[_at] is (byte)'-' or (byte)'+' or (byte)'.'))
                {
                    _at++;
                }
                Value = _json[from.._at];
                return IsLiteral(Value);
        }
    }

    private static bool IsLiteral(ReadOnlySpan<byte> value) => value switch
    {
        [] => false,
        [(byte)'t', ..] => value.SequenceEqual("true"u8),
        [(byte)'f', ..] => value.SequenceEqual("false"u8),
        [(byte)'n', ..] => value.SequenceEqual("null"u8),
        [var first, ..] => first == '-' || char.IsAsciiDigit((char)first),
    };

    private bool String(out ReadOnlySpan<byte> value, out bool escaped)
    {
        value = default;
        escaped = false;
        if (!Take((byte)'"'))
        {
            return false;
        }
        var start = _at;
        while (true)
        {
            var step = _json[_at..].IndexOfAny((byte)'"', (byte)'\\');
            if (step < 0)
            {
                _at = _json.Length;
                return false;
            }
            _at += step;
            if (_json[_at] == '"')
            {
                value = _json[start.._at++];
                return true;
            }
            escaped = true;
            if (_at + 1 >= _json.Length)
            {
                _at = _json.Length;
                return false;
            }
            var length = 2;
            switch (_json[_at + 1])
            {
                case (byte)'u':
                    if (_at + 5 >= _json.Length || Hex(_json, _at + 2) < 0)
                    {
                        return false;
                    }
                    length = 6;
                    break;
                case (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'n' or (byte)'t' or (byte)'r' or (byte)'b' or (byte)'f':
                    break;
                default:
                    return false;
            }
            _at += length;
        }
    }

    private bool SkipNested()
    {
        var depth = 0;
        while (_at < _json.Length)
        {
            switch (_json[_at])
            {
                case (byte)'"':
                    if (!String(out _, out _))
                    {
                        return false;
                    }
                    continue;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                case (byte)'}' or (byte)']':
                    depth--;
                    break;
                default:
                    break;
            }
            _at++;
            if (depth == 0)
            {
                return true;
            }
        }
        return false;
    }

    private void SkipSpace()
    {
        while (_at < _json.Length && _json[_at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            _at++;
        }
    }

    private bool Take(byte sign)
    {
        if (_at >= _json.Length || _json[_at] != sign)
        {
            return false;
        }
        _at++;
        return true;
    }

    /// <summary>Four hexadecimal digits, or -1.</summary>
    private static int Hex(ReadOnlySpan<byte> json, int at)
    {
        var value = 0;
        for (var i = at; i < at + 4; i++)
        {
            var digit = i < json.Length ? Digit(json[i]) : -1;
            if (digit < 0)
            {
                return -1;
            }
            value = (value << 4) | digit;
        }
        return value;
    }

    private static int Digit(byte b) => b switch
    {
        >= (byte)'0' and <= (byte)'9' => b - '0',
        >= (byte)'a' and <= (byte)'f' => b - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => b - 'A' + 10,
        _ => -1,
    };
}

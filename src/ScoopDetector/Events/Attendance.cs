namespace ScoopDetector.Events;

/// <summary>How many have joined an event lately, and at its best, counted by the minute.</summary>
/// <param name="minutes">How far back it looks.</param>
internal sealed partial class Attendance(int minutes)
{
    private readonly int[] _joined = new int[minutes];

    // The minute after the last that is counted.
    private long _end;

    /// <summary>In the last minutes.</summary>
    public int Lately { get; private set; }

    /// <summary>The most that there ever were.</summary>
    public int Most { get; private set; }

    /// <param name="minute">Minutes since 1970. One too long ago is not counted, one beyond the present moves it on.</param>
    public void Join(long minute)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minute);
        MoveTo(Math.Max(_end, minute + 1));
        if (minute < _end - minutes)
        {
            return;
        }
        _joined[minute % minutes]++;
        Most = Math.Max(Most, ++Lately);
    }

    /// <summary>Adds those of another that counts as many minutes.</summary>
    public void Add(Attendance other)
    {
        MoveTo(Math.Max(_end, other._end));
        other.MoveTo(_end);
        for (var i = 0; i < minutes; i++)
        {
            _joined[i] += other._joined[i];
        }
        Lately += other.Lately;
        Most = Math.Max(Math.Max(Most, other.Most), Lately);
    }

    /// <summary>Only full minutes before this one count from now on.</summary>
    public void MoveTo(long minute)
    {
        if (minute - _end >= minutes)
        {
            Array.Clear(_joined);
            (Lately, _end) = (0, minute);
        }
        for (; _end < minute; _end++)
        {
            ref var oldest = ref _joined[_end % minutes];
            Lately -= oldest;
            oldest = 0;
        }
    }
}

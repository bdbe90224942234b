using CsCheck;
using ScoopDetector.Events;
using Xunit;

namespace ScoopDetector.Tests.Events;

public sealed class AttendanceTests
{
    private const int Minutes = 45;
    private const long Now = 28_000_000;

    [Fact]
    public void It_counts_who_joined_in_the_last_minutes_and_the_most_that_ever_did() => Gen.Select(Gen.Long[Now, Now + 120].Array[1, 60], Gen.Long[0, 60]).Sample((joined, later) =>
    {
        var attendance = new Attendance(Minutes);
        var (end, most) = (0L, 0);
        for (var i = 0; i < joined.Length; i++)
        {
            attendance.Join(joined[i]);
            end = Math.Max(end, joined[i] + 1);
            most = Math.Max(most, CountIn(joined[..(i + 1)], end));
        }
        attendance.MoveTo(end + later);
        return (attendance.Lately, attendance.Most) == (CountIn(joined, end + later), most);
    });

    [Fact]
    public void Who_joined_too_long_ago_is_not_counted()
    {
        var attendance = new Attendance(Minutes);
        attendance.Join(Now);
        attendance.Join(Now - Minutes);

        Assert.Equal((1, 1), (attendance.Lately, attendance.Most));
    }

    /// <summary>A late comer whose minute has left the window at once, by the rule that the window moves on only.</summary>
    private static int CountIn(long[] joined, long end)
    {
        var (count, seen) = (0, 0L);
        foreach (var minute in joined)
        {
            seen = Math.Max(seen, minute + 1);
            count += minute >= end - Minutes && minute >= seen - Minutes ? 1 : 0;
        }
        return count;
    }
}

using CsCheck;
using ScoopDetector.Simulation;
using ScoopDetector.Time;
using Xunit;

namespace ScoopDetector.Tests.Simulation;

public sealed class TimestampTests
{
    [Fact]
    public void A_time_is_written_as_everywhere_else() =>
        Gen.Long[0, Moment.Latest].Sample(ms =>
        {
            var text = new TextBuffer();
            Timestamp.Write(text, ms);
            return text.ToString() == Moment.Text(ms);
        });
}

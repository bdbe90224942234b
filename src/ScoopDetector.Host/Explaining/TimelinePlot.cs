using System.Globalization;
using ScoopDetector.Host.Reports;

namespace ScoopDetector.Host.Explaining;

/// <summary>An event's posts a minute against what is usual, with marks where something was told.</summary>
internal static class TimelinePlot
{
    private const int MostBins = 60;

    private static readonly int[] Minutes = [1, 2, 5, 10, 30, 60];

    /// <returns>Null if it is not known when its posts came.</returns>
    public static SvgDrawing? Draw(Explanation explanation)
    {
        var story = explanation.Story;
        DateTimeOffset[] posts = [.. story.Weighed.SelectMany(line => line.Posts).Where(post => post.At > 0).DistinctBy(post => post.Id).Select(post => DateTimeOffset.FromUnixTimeMilliseconds(post.At)).Order()];
        if (posts.Length == 0)
        {
            return null;
        }
        var marks = explanation.Times.Where(mark => mark.What != "first post").OrderBy(mark => mark.What == "updated").ToList();
        var last = marks.Select(mark => mark.At).Append(posts[^1]).Max();
        var minutes = Minutes.FirstOrDefault(step => (last - posts[0]).TotalMinutes / step <= MostBins, Minutes[^1]);
        var from = Floor(posts[0], minutes);
        var bins = (int)((last - from).TotalMinutes / minutes) + 1;
        var rates = new double[bins];
        foreach (var post in posts)
        {
            rates[(int)((post - from).TotalMinutes / minutes)] += 1.0 / minutes;
        }
        var usual = (story.Moment ?? story.Weighed[^1]).UsualPerMinute;
        var drawing = new SvgDrawing(760, 300, $"{story.Id}: at most {Figure.Tenth(rates.Max())} posts a minute, usually {Figure.Share(usual)}");
        var most = Math.Max(rates.Max(), usual) * 1.05;
        var x = new Scale(0, bins, 52, 724);
        var y = new Scale(0, most, 240, 74);
        Ground(drawing, x, y, most);
        for (var i = 0; i < bins; i++)
        {
            drawing.Box(x.At(i) + 0.5, y.At(rates[i]), Math.Max(1, x.At(i + 1) - x.At(i) - 1), y.Begin - y.At(rates[i]), "bar");
        }
        drawing.Line(x.Begin, y.At(usual), x.End, y.At(usual), "dashed");
        Hours(drawing, x, y, from, minutes, bins);
        for (var i = 0; i < marks.Count; i++)
        {
            Mark(drawing, x.At((marks[i].At - from).TotalMinutes / minutes), y, i % 4, marks[i].What);
        }
        return drawing;
    }

    private static void Ground(SvgDrawing drawing, Scale x, Scale y, double most)
    {
        drawing.Text(8, 16, "posts a minute; dashed: what is usual for the leading term; ticks: updates", "quiet");
        foreach (var rate in new[] { 0, most / 2, most })
        {
            drawing.Line(x.Begin, y.At(rate), x.End, y.At(rate), "grid");
            drawing.Text(x.Begin - 8, y.At(rate) + 4, Figure.Tenth(rate), "quiet", "end");
        }
    }

    private static void Hours(SvgDrawing drawing, Scale x, Scale y, DateTimeOffset from, int minutes, int bins)
    {
        var every = Math.Max(1, bins / 8);
        for (var i = 0; i <= bins; i += every)
        {
            Plane.Tick(drawing, x.At(i), y, from.AddMinutes(i * minutes).ToString("HH:mm", CultureInfo.InvariantCulture));
        }
        drawing.Text(x.End, y.Begin + 34, $"UTC, {from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}; {minutes} min a bar", "quiet", "end");
    }

    /// <summary>Each of its own height, so that they may be read where they are near each other.</summary>
    private static void Mark(SvgDrawing drawing, double at, Scale y, int row, string name)
    {
        var kind = name switch { "alert" => "one", "on watch" => "two", _ => "" };
        if (name == "updated")
        {
            drawing.Line(at, y.Begin - 10, at, y.Begin);
            return;
        }
        var top = y.End - 6 - (row * 12);
        drawing.Line(at, top, at, y.Begin, $"{kind} wide");
        drawing.Text(at > 560 ? at - 4 : at + 4, top + 4, name, kind, at > 560 ? "end" : "start");
    }

    private static DateTimeOffset Floor(DateTimeOffset time, int minutes) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.FromMinutes(minutes).Ticks), TimeSpan.Zero);
}

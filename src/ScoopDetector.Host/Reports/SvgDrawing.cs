using System.Globalization;
using System.Net;
using System.Text;

namespace ScoopDetector.Host.Reports;

/// <summary>A picture of lines and words that needs nothing else, readable on light and on dark ground.</summary>
/// <remarks>The same calls give the same bytes. Colours go by what a thing is, never by where it comes: <c>one</c> is the alert, <c>two</c> the watch.</remarks>
/// <param name="width">In units of the drawing, which are pixels where it is shown unscaled.</param>
/// <param name="title">For those who cannot see it, and for the pointer.</param>
internal sealed class SvgDrawing(int width, int height, string title)
{
    /// <summary>Estimated, as nobody measures type here: on the safe side for the common sans serifs.</summary>
    private const double LetterWidth = 6.4;

    private const string Style = """
        .plot{--ground:#fff;--ink:#1f2328;--quiet:#59636e;--grid:#d1d9e0;--one:#0550ae;--two:#bc4c00;--bad:#a40e26;max-width:100%;height:auto;font:12px system-ui,-apple-system,"Segoe UI",sans-serif}
        @media(prefers-color-scheme:dark){.plot{--ground:#0d1117;--ink:#f0f6fc;--quiet:#9198a1;--grid:#3d444d;--one:#79c0ff;--two:#ffa657;--bad:#ff7b72}}
        .plot text{fill:var(--ink)}.plot .quiet{fill:var(--quiet)}.plot .ground{fill:var(--ground)}
        .plot line,.plot path{fill:none;stroke:var(--quiet)}.plot .grid{stroke:var(--grid)}
        .plot .one{stroke:var(--one)}.plot .two{stroke:var(--two)}.plot .bad{stroke:var(--bad)}.plot .wide{stroke-width:2}.plot .dashed{stroke-dasharray:5 4}
        .plot .band{fill:var(--one);fill-opacity:.15;stroke:none}
        .plot circle.one,.plot rect.one{fill:var(--one);stroke:none}.plot circle.two,.plot rect.two{fill:var(--two);stroke:none}
        .plot circle.other{fill:var(--ground);stroke:var(--ink);stroke-width:1.5}.plot rect.bar{fill:var(--grid);stroke:none}
        .plot text.one{fill:var(--one);stroke:none}.plot text.two{fill:var(--two);stroke:none}.plot text.bad{fill:var(--bad);stroke:none}
        """;

    private readonly StringBuilder _body = new();
    private readonly List<(double Left, double Top, double Right, double Bottom)> _taken = [];

    public int Width => width;

    public int Height => height;

    public static string Number(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);

    public void Line(double x1, double y1, double x2, double y2, string kind = "") =>
        _body.Append(CultureInfo.InvariantCulture, $"<line class=\"{kind}\" x1=\"{Number(x1)}\" y1=\"{Number(y1)}\" x2=\"{Number(x2)}\" y2=\"{Number(y2)}\"/>\n");

    public void Path(IEnumerable<(double X, double Y)> points, string kind) =>
        _body.Append(CultureInfo.InvariantCulture, $"<path class=\"{kind}\" d=\"M{string.Join('L', points.Select(point => $"{Number(point.X)} {Number(point.Y)}"))}\"/>\n");

    public void Box(double x, double y, double wide, double high, string kind) =>
        _body.Append(CultureInfo.InvariantCulture, $"<rect class=\"{kind}\" x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(wide)}\" height=\"{Number(high)}\"/>\n");

    public void Dot(double x, double y, double radius, string kind, string? tip = null)
    {
        Take(x, y, radius + 1);
        _body.Append(CultureInfo.InvariantCulture, $"<circle class=\"{kind}\" cx=\"{Number(x)}\" cy=\"{Number(y)}\" r=\"{Number(radius)}\">{(tip is null ? "" : $"<title>{Safe(tip)}</title>")}</circle>\n");
    }

    /// <param name="anchor">Which end of the words stands at the place: start, middle or end.</param>
    public void Text(double x, double y, string words, string kind = "", string anchor = "start") =>
        _body.Append(CultureInfo.InvariantCulture, $"<text class=\"{kind}\" x=\"{Number(x)}\" y=\"{Number(y)}\" text-anchor=\"{anchor}\">{Safe(words)}</text>\n");

    /// <summary>Words beside a dot, on the side where they meet no other dot and no other words, if there is one.</summary>
    public void Label(double x, double y, string words, string kind = "")
    {
        var wide = words.Length * LetterWidth;
        (double Left, double Y)[] places = [(x + 8, y + 4), (x + 8, y - 8), (x + 8, y + 17), (x - 8 - wide, y + 4), (x - 8 - wide, y - 8), (x - 8 - wide, y + 17), (x + 8, y + 28), (x + 8, y - 22)];
        var place = places.FirstOrDefault(one => IsFree(one, wide), places[0]);
        _taken.Add((place.Left, place.Y - 11, place.Left + wide, place.Y + 3));
        var isBefore = place.Left < x;
        Text(isBefore ? x - 8 : x + 8, place.Y, words, kind, isBefore ? "end" : "start");
    }

    /// <summary>Keeps labels away from a place.</summary>
    public void Take(double x, double y, double radius) => _taken.Add((x - radius, y - radius, x + radius, y + radius));

    public override string ToString() =>
        $"<svg class=\"plot\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\">\n"
        + $"<title>{Safe(title)}</title>\n<style>\n{Style}\n</style>\n<rect class=\"ground\" width=\"{width}\" height=\"{height}\"/>\n{_body}</svg>\n";

    public static string Safe(string words) => WebUtility.HtmlEncode(words);

    private bool IsFree((double Left, double Y) at, double wide)
    {
        var (left, top, right, bottom) = (at.Left, at.Y - 11, at.Left + wide, at.Y + 3);
        return left >= 0 && right <= width && top >= 0 && bottom <= height
            && !_taken.Exists(other => left < other.Right && other.Left < right && top < other.Bottom && other.Top < bottom);
    }
}

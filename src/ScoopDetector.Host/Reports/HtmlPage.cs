using System.Text;

namespace ScoopDetector.Host.Reports;

/// <summary>A page in one file: words, tables and pictures, nothing from elsewhere, for light and dark screens and for paper.</summary>
internal sealed class HtmlPage(string title)
{
    private const string Style = """
        :root{color-scheme:light dark}
        body{font:15px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;max-width:1000px;margin:2rem auto;padding:0 1rem;background:light-dark(#fff,#0d1117);color:light-dark(#1f2328,#f0f6fc)}
        table{border-collapse:collapse;margin:1rem 0;font-size:.9rem}th,td{border-bottom:1px solid light-dark(#d1d9e0,#3d444d);padding:.3rem .8rem .3rem 0;text-align:left;vertical-align:top;overflow-wrap:break-word}
        thead th{white-space:nowrap}td{font-variant-numeric:tabular-nums}tbody th{font-weight:400;color:light-dark(#59636e,#9198a1)}
        figure{margin:1rem 0}figcaption,.quiet{color:light-dark(#59636e,#9198a1);font-size:.9rem}h2{margin-top:2.2rem}.wide{overflow-x:auto}
        """;

    private readonly StringBuilder _body = new();

    public void Head(string words) => _body.Append($"<h2>{SvgDrawing.Safe(words)}</h2>\n");

    public void Paragraph(string words) => _body.Append($"<p>{SvgDrawing.Safe(words)}</p>\n");

    public void List(IEnumerable<string> lines) => _body.Append($"<ul>{string.Concat(lines.Select(line => $"<li>{SvgDrawing.Safe(line)}</li>"))}</ul>\n");

    public void Picture(SvgDrawing drawing, string caption) => _body.Append($"<figure class=\"wide\">\n{drawing}<figcaption>{SvgDrawing.Safe(caption)}</figcaption>\n</figure>\n");

    /// <param name="head">A name for each column.</param>
    /// <param name="rows">As many cells as the head has; the first names the row.</param>
    public void Table(IReadOnlyList<string> head, IEnumerable<string[]> rows)
    {
        _body.Append("<div class=\"wide\"><table><thead><tr>");
        _body.AppendJoin("", head.Select(cell => $"<th scope=\"col\">{SvgDrawing.Safe(cell)}</th>"));
        _body.Append("</tr></thead><tbody>\n");
        foreach (var row in rows)
        {
            _body.Append($"<tr><th scope=\"row\">{SvgDrawing.Safe(row[0])}</th>{string.Concat(row.Skip(1).Select(cell => $"<td>{SvgDrawing.Safe(cell)}</td>"))}</tr>\n");
        }
        _body.Append("</tbody></table></div>\n");
    }

    public override string ToString() =>
        $"<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{SvgDrawing.Safe(title)}</title>\n<style>\n{Style}\n</style></head>\n<body>\n<h1>{SvgDrawing.Safe(title)}</h1>\n{_body}</body></html>\n";
}

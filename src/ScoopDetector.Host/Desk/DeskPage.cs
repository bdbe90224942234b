namespace ScoopDetector.Host.Desk;

/// <summary>The page for people: a few files inside the program, so that it needs no folder and no network.</summary>
internal static class DeskPage
{
    public static void MapDeskPage(this IEndpointRouteBuilder app)
    {
        Map(app, "/", "desk.html", "text/html; charset=utf-8");
        Map(app, "/desk.css", "desk.css", "text/css; charset=utf-8");
        Map(app, "/desk.js", "desk.js", "text/javascript; charset=utf-8");
        Map(app, "/icon.svg", "icon.svg", "image/svg+xml");
    }

    private static void Map(IEndpointRouteBuilder app, string address, string name, string contentType)
    {
        var content = Read(name);
        app.MapGet(address, () => TypedResults.Bytes(content, contentType));
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(DeskPage).Assembly.GetManifestResourceStream($"Desk.{name}")!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}

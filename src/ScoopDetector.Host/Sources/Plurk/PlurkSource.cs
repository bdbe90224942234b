using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using ScoopDetector.Host.Sources.Wire;

namespace ScoopDetector.Host.Sources.Plurk;

/// <summary>Asks Plurk again and again for what is new in some searches and timelines. A position is the highest number of a plurk that was taken.</summary>
/// <remarks>All are asked before anything is handed on, in the order of the numbers: were one handed on before another fails, its position would lie behind what the other has not told yet.</remarks>
internal sealed class PlurkSource(PlurkOptions options, HttpClient http, TimeProvider clock) : ILiveSource
{
    private const int LargestAnswer = 4 << 20;

    /// <summary>So many that bear no number are known again.</summary>
    private const int MostUnnumbered = 1_000;

    private readonly OAuth1 _signature = new(options.ConsumerKey!, options.ConsumerSecret!, options.Token!, options.TokenSecret!);
    private readonly HashSet<ulong> _unnumbered = [];
    private long? _latest;

    public string Name => "plurk";

    public async Task ListenAsync(string? position, IInbox inbox, CancellationToken stop)
    {
        _latest ??= long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? last : null;
        var isConnected = false;
        while (true)
        {
            var (items, cut) = await LookAsync(stop);
            if (!isConnected)
            {
                isConnected = true;
                inbox.Connected(string.Create(CultureInfo.InvariantCulture, $"{options.Address.Host} ({options.Searches.Count} searches, {options.UserIds.Count} timelines)"));
            }
            if (cut > 0)
            {
                inbox.Missed(string.Create(CultureInfo.InvariantCulture, $"{cut} of its searches and timelines had more that is new than {options.Pages} pages; what lies between is not heard."));
            }
            await HandOnAsync(items, inbox, stop);
            await Task.Delay(options.PollEvery, clock, stop);
        }
    }

    private async Task HandOnAsync(List<PlurkItem> items, IInbox inbox, CancellationToken stop)
    {
        // The first look of all tells what is old: what comes now is behind it.
        var isFirst = _latest is null;
        _latest ??= 0;
        foreach (var item in items.Where(item => item.Id is null && IsNew(item)).Concat(items.Where(item => item.Id is not null).OrderBy(item => item.Id).DistinctBy(item => item.Id)))
        {
            _latest = Math.Max(_latest.Value, item.Id ?? 0);
            if (!isFirst)
            {
                await inbox.AcceptAsync(item.Message, _latest.Value.ToString(CultureInfo.InvariantCulture), stop);
            }
        }
    }

    /// <summary>What bears no number is no plurk, and counted as such once: it stands on its page at the next look, too.</summary>
    private bool IsNew(PlurkItem item)
    {
        if (_unnumbered.Count >= MostUnnumbered)
        {
            _unnumbered.Clear();
        }
        return _unnumbered.Add(Hash64.Of(item.Message));
    }

    /// <summary>What is new everywhere, and of how many searches and timelines the pages did not suffice.</summary>
    private async Task<(List<PlurkItem> Items, int Cut)> LookAsync(CancellationToken stop)
    {
        var (items, cut) = (new List<PlurkItem>(), 0);
        foreach (var query in options.Searches)
        {
            cut += await ReadAsync($"/APP/PlurkSearch/search?query={Uri.EscapeDataString(query)}", oldest => oldest.Id?.ToString(CultureInfo.InvariantCulture), items, stop) ? 0 : 1;
        }
        foreach (var user in options.UserIds)
        {
            cut += await ReadAsync($"/APP/Timeline/getPublicPlurks?user_id={Uri.EscapeDataString(user)}", TimeOf, items, stop) ? 0 : 1;
        }
        return (items, cut);
    }

    /// <summary>Page by page, as far as they are newer than what was taken. False if they still were on the last page.</summary>
    private async Task<bool> ReadAsync(string path, Func<PlurkItem, string?> offsetOf, List<PlurkItem> items, CancellationToken stop)
    {
        var offset = default(string);
        for (var number = 0; number < options.Pages; number++)
        {
            var page = await PageAsync(new Uri(options.Address, offset is null ? path : $"{path}&offset={Uri.EscapeDataString(offset)}"), stop);
            items.AddRange(page.Items.Where(item => item.Id is not { } id || id > (_latest ?? -1)));
            // Of the first look only the newest matter; a page without an end to go on from is the last.
            if (_latest is null || page.Oldest is not { } oldest || oldest.Id <= _latest || offsetOf(oldest) is not { } next || next == offset)
            {
                return true;
            }
            offset = next;
        }
        return false;
    }

    private async Task<PlurkPage> PageAsync(Uri address, CancellationToken stop)
    {
        using var watch = new IdleWatch(options.Timeout, clock, stop);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.UserAgent.ParseAdd(UserAgent.Text);
        request.Headers.Authorization = new AuthenticationHeaderValue("OAuth", _signature.Header(HttpMethod.Get, address, RandomNumberGenerator.GetHexString(32, lowercase: true), clock.GetUtcNow()));
        using var response = await watch.OrFault(new ValueTask<HttpResponseMessage>(http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, watch.Token)));
        var body = await watch.OrFault(BodyAsync(response.Content, watch.Token));
        if (response.StatusCode == HttpStatusCode.BadRequest)
        {
            // So Plurk answers wrong keys, too.
            throw new SourceFault($"refuses the request ({ReasonIn(body)}): check Sources:Plurk:ConsumerKey, ConsumerSecret, Token and TokenSecret", Patience.Long);
        }
        return !response.IsSuccessStatusCode ? throw SourceFault.Of(response.StatusCode, HttpLines.RetryAfter(response.Headers.RetryAfter, clock))
            : PlurkPage.Read(body) ?? throw new SourceFault("answers with something else than a page of plurks", Patience.Medium);
    }

    private static async ValueTask<byte[]> BodyAsync(HttpContent content, CancellationToken stop)
    {
        await content.LoadIntoBufferAsync(LargestAnswer, stop);
        return await content.ReadAsByteArrayAsync(stop);
    }

    private static string ReasonIn(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.Text("error_text") is { Length: > 0 and < 200 } reason ? reason : "400";
        }
        catch (JsonException)
        {
            return "400";
        }
    }

    /// <summary>A timeline goes on before a time, a search before a number.</summary>
    private static string? TimeOf(PlurkItem oldest) =>
        oldest.PostedAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) : null;
}

using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Store;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ScoopDetector.Host.Tests.Desk;

/// <summary>The map of what goes on now.</summary>
public sealed class MapTests(Chromium chromium) : DeskFixture(chromium), IClassFixture<Chromium>
{
    [Fact]
    public void A_place_stands_once_with_all_its_events_the_alert_first()
    {
        Desk.Post(At("fire", "Lyon, France", people: 30));
        Desk.Post(At("tram", "Lyon, France", people: 4, AlertLevel.Alert));
        Desk.Post(At("flood", "Tokyo, Japan", people: 9));

        var spots = EventMap.Of(Desk);

        Assert.Equal(["Lyon, France", "Tokyo, Japan"], spots.Select(spot => spot.Place));
        Assert.Equal(["tram", "fire"], spots[0].Events.Select(entry => entry.Alert.EventId));
        Assert.Equal((AlertLevel.Alert, 30), (spots[0].Level, spots[0].People));
        Assert.Equal((45.75, 4.85), (Math.Round(spots[0].Latitude, 2), Math.Round(spots[0].Longitude, 2)));
    }

    [Fact]
    public void What_is_over_dismissed_muted_or_nowhere_is_not_on_it()
    {
        var ada = new ScoopDetector.Host.Desk.Access.Who("Ada", ScoopDetector.Host.Desk.Access.Role.Editor);
        Desk.Post(At("over", "Lyon, France", people: 5) with { Revision = 2, State = AlertState.Closed });
        Desk.Post(At("dismissed", "Lyon, France", people: 5));
        Desk.Do(new(ActKind.Dismiss, "dismissed", DismissReason.Old), ada);
        Desk.Post(At("muted", "Lyon, France", people: 5) with { Terms = ["gala"] });
        Desk.Do(new(ActKind.Mute, Term: "gala", Hours: 1), ada);
        Desk.Post(At("nowhere", "Atlantis, Sea", people: 5));

        Assert.Empty(EventMap.Of(Desk));
    }

    [Fact]
    public void An_event_that_names_a_place_twice_stands_there_once()
    {
        Desk.Post(At("tram", "Lyon, France", people: 4) with { Places = ["Lyon, France", "lyon, france"] });

        Assert.Single(Assert.Single(EventMap.Of(Desk)).Events);
    }

    [Fact]
    public void What_goes_on_is_not_crowded_out_by_what_is_over()
    {
        Desk.Post(At("tram", "Lyon, France", people: 4));
        for (var i = 0; i < 250; i++)
        {
            Desk.Post(SomeAlert.Of($"over{i}") with { State = AlertState.Closed });
        }

        Assert.Equal("tram", Assert.Single(Desk.Unfolding()).Alert.EventId);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(40)]
    public void The_map_shows_all_spots_and_stays_within_the_world(int count)
    {
        var chance = new Random(count);
        var entry = Desk.Post(SomeAlert.Of("tram"))!;
        Spot[] spots = [.. Enumerable.Range(0, count).Select(i => new Spot($"P{i}", (chance.NextDouble() * 143) - 58, (chance.NextDouble() * 360) - 180, [entry]))];

        var view = MapView.Of(spots);

        Assert.True(view is { West: >= 0, North: >= 0 } && view.West + view.Width <= 360 && view.North + view.Height <= 180);
        Assert.All(spots, spot => Assert.True(MapView.X(spot) >= view.West && MapView.X(spot) <= view.West + view.Width && MapView.Y(spot) >= view.North && MapView.Y(spot) <= view.North + view.Height));
    }

    [Fact]
    public void The_map_keeps_still_while_there_is_room_for_what_is_new()
    {
        var entry = Desk.Post(SomeAlert.Of("tram"))!;
        Spot[] one = [new("Lyon", 45.7, 4.8, [entry])];
        Spot[] near = [.. one, new("Grenoble", 45.2, 5.7, [entry])];
        var view = MapView.Of(one);

        Assert.True(view.Covers(near));
        Assert.Equal(view.Box, view.Labelling(near).Box);
        Assert.False(view.Covers([.. near, new("Tokyo", 35.7, 139.7, [entry])]));
    }

    [Fact]
    public async Task A_dot_appears_live_and_leads_to_the_events_of_its_place()
    {
        Desk.Post(SomeAlert.Of("nowhere"));
        var page = await SitDownAsync("/map");
        await Expect(page.Locator(".empty")).ToBeVisibleAsync();

        Desk.Post(At("tram", "Lyon, France", people: 4, AlertLevel.Alert));
        var dot = page.GetByRole(AriaRole.Link, new() { Name = "Lyon, France: 1 event going on, the largest with 4 people: A tram is off its rails" });
        await Expect(dot).ToHaveCountAsync(1);
        await Expect(page.Locator("table.places tbody th")).ToHaveTextAsync("Lyon, France");

        await dot.Locator("circle").ClickAsync();
        await Expect(page.Locator("#cards article")).ToHaveCountAsync(1);
        await Expect(page.Locator("#cards article .places a")).ToHaveTextAsync("Lyon, France");
    }

    [Fact]
    public async Task The_api_tells_the_same()
    {
        Desk.Post(At("tram", "Lyon, France", people: 4));
        using var http = new HttpClient();

        var spots = await http.GetFromJsonAsync<JsonElement>($"{Open.Address}/api/v1/map", TestContext.Current.CancellationToken);

        Assert.Equal("Lyon, France", spots[0].GetProperty("place").GetString());
        Assert.Equal("tram", spots[0].GetProperty("events")[0].GetProperty("alert").GetProperty("eventId").GetString());
    }

    private static Alert At(string eventId, string place, int people, AlertLevel level = AlertLevel.Watch) =>
        SomeAlert.Of(eventId, level: level) with { Places = [place], Counts = new(people, people, 1, 0.01, 9, 0, people) };
}

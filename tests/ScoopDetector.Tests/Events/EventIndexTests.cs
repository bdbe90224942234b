using ScoopDetector.Bursts;
using ScoopDetector.Events;
using ScoopDetector.Tests.Support;
using Xunit;

namespace ScoopDetector.Tests.Events;

public sealed class EventIndexTests
{
    private const double Stream = 1_000;

    private readonly LiveBursts _live = new(TimeSpan.FromMinutes(30));
    private readonly EventIndex _index = new();
    private readonly EventFile _dresden;
    private readonly EventFile _lima;

    public EventIndexTests()
    {
        _dresden = Event("e1", "flood in dresden");
        _lima = Event("e2", "quake near lima");
    }

    [Fact]
    public void A_post_is_about_the_event_whose_things_it_says()
    {
        Assert.Equal((_dresden, 2), Find("dresden expects a flood"));
        Assert.Equal((_lima, 2), Find("lima after the quake"));
    }

    [Fact]
    public void A_post_that_says_nothing_of_any_is_about_none() => Assert.Null(Find("tea and toast").File);

    [Fact]
    public void One_thing_is_not_enough_where_events_are_a_small_part_of_the_stream()
    {
        Assert.Equal(_dresden, Find("flood of tears").File);
        Assert.Null(Find("flood of tears", Stream * 1_000).File);
        Assert.Equal(_dresden, Find("flood in dresden", Stream * 1_000).File);
    }

    [Fact]
    public void What_bursts_elsewhere_and_was_never_said_in_the_event_speaks_against_it()
    {
        Burst("queensland");
        Burst("brisbane");

        Assert.Equal(_dresden, Find("flood in town").File);
        Assert.Null(Find("flood in queensland, brisbane under water").File);
    }

    [Fact]
    public void An_event_that_has_ended_is_not_found()
    {
        _dresden.End();
        _index.Update(_dresden);

        Assert.Null(Find("flood in dresden").File);
        Assert.Empty(_index.With(Some.Term("flood")));
    }

    [Fact]
    public void A_post_about_two_events_bridges_them()
    {
        var (file, _) = Find("flood in dresden, quake near lima");

        Assert.Equal([file == _dresden ? _lima : _dresden], _index.Bridged(file!));
    }

    [Fact]
    public void A_word_that_both_events_use_bridges_nothing()
    {
        var (saxony, bavaria) = (Event("e3", "storm over saxony"), Event("e4", "storm over bavaria"));
        var (file, _) = Find("storm everywhere, saxony too");

        Assert.Equal(saxony, file);
        Assert.DoesNotContain(bavaria, _index.Bridged(file!));
    }

    private (EventFile? File, int Things) Find(string text, double stream = Stream) => _index.Find(Some.Voice(text), _live, stream);

    /// <summary>Eight voices who all say this, its words bursting.</summary>
    private EventFile Event(string id, string text)
    {
        Voice[] voices = [.. Enumerable.Range(0, 8).Select(i => Some.Voice(text, $"{id} witness{i}"))];
        foreach (var word in text.Split(' ').Where(word => word is not ("in" or "near" or "over")))
        {
            _live.Tell(Some.Burst(word, voices));
        }
        var file = new EventFile(id, 0, new());
        foreach (var voice in voices)
        {
            file.Add(new(voice, 2), 0);
        }
        file.Learn(new(), _live);
        file.MoveTo(0);
        _index.Update(file);
        return file;
    }

    private void Burst(string word) => _live.Tell(Some.Burst(word, Enumerable.Range(0, 4).Select(i => Some.Voice(word, $"{word}{i}"))));
}

using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Time.Testing;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Desk.Access;
using ScoopDetector.Host.Store;
using Xunit;

namespace ScoopDetector.Host.Tests.Desk;

public sealed class SessionTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly OpenDesk _open = new();

    public SessionTests() => _open.Desk.Post(SomeAlert.Of("tram"));

    public void Dispose() => _open.Dispose();

    [Fact]
    public async Task The_last_act_can_be_undone_at_a_key_for_ten_seconds_and_no_longer()
    {
        var session = await EnterAsync(Visitor.Local("any"));
        session.Do(new(ActKind.Claim, "tram"), "Yours.");

        _clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.NotNull(session.Undoable);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Null(session.Undoable);

        session.Quieten();
        Assert.Null(session.Notice);
    }

    [Fact]
    public async Task What_is_undone_cannot_be_undone_again()
    {
        var session = await EnterAsync(Visitor.Local("any"));
        session.Do(new(ActKind.Claim, "tram"), "Yours.");

        session.Undo(session.Undoable!);

        Assert.Equal((null, "Undone."), (session.Undoable, session.Notice));
        Assert.Null(_open.Store.Find("tram")!.Handling.ClaimedBy);
    }

    [Fact]
    public async Task What_was_done_here_is_ours_once_and_what_was_refused_is_not()
    {
        var session = await EnterAsync(Visitor.Local("any"));
        session.Do(new(ActKind.Claim, "tram"), "Yours.");
        Assert.Equal((new("tram"), null), (session.TakeTouched(), session.TakeTouched()));

        session.Do(new(ActKind.Merge, "tram", Into: "gone"), "Merged.");
        Assert.Null(session.TakeTouched());
    }

    [Fact]
    public async Task A_mute_of_ones_own_is_known_by_its_term_and_so_is_its_undoing()
    {
        var session = await EnterAsync(Visitor.Local("any"));
        session.Do(new(ActKind.Mute, Term: "Tram", Hours: 1), "Muted.");
        Assert.Equal(new(null, "Tram"), session.TakeTouched());

        session.Undo(session.Undoable!);
        Assert.True(session.TakeTouched()!.Has(_open.Store.Find("tram")!));
    }

    [Fact]
    public async Task What_was_refused_was_not_done_and_is_to_be_asked_again()
    {
        var session = await EnterAsync(Visitor.Local("any"));

        Assert.True(session.Do(new(ActKind.Claim, "tram"), "Yours."));
        Assert.False(session.Do(new(ActKind.SplitOff, "tram", Text: "Smoke", Posts: ["p1"]), "Split off."));
        Assert.Equal("posts has 'p1': by that post the event is called. Name those of the other story.", session.Notice);
        Assert.False((await EnterAsync(Visitor.Principal("Vi", Role.Viewer, "any", "mark"))).Do(new(ActKind.Claim, "tram"), "Yours."));
    }

    [Fact]
    public async Task Who_may_only_look_is_told_so()
    {
        var session = await EnterAsync(Visitor.Principal("Vi", Role.Viewer, "any", "mark"));

        session.Do(new(ActKind.Claim, "tram"), "Yours.");

        Assert.Equal("You may look here, and not act.", session.Notice);
        Assert.Empty(_open.Store.Acts.On("tram"));
    }

    [Fact]
    public async Task A_name_that_is_claimed_never_covers_that_of_a_login()
    {
        Assert.Equal("Ada", (await EnterAsync(Visitor.Local("any"))).Who.Name);
        Assert.Equal("Vi", (await EnterAsync(Visitor.Principal("Vi", Role.Viewer, "any", "mark"))).Who.Name);
    }

    private async Task<Session> EnterAsync(ClaimsPrincipal user)
    {
        var session = new Session(_open.Desk, new FixedLogin(user), _clock);
        await session.EnterAsync("Ada");
        return session;
    }

    private sealed class FixedLogin(ClaimsPrincipal user) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(user));
    }
}

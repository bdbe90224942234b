using Xunit;

namespace ScoopDetector.Host.Tests.Sources.Wire;

public sealed class NostrFormatTests
{
    [Fact]
    public void A_note_of_a_subscription_is_a_post() => Assert.Equal(["post ann/n1 by ann: Smoke over the harbour"], Told.Of("""["EVENT","s",""" + Note(1, "Smoke over the harbour") + "]"));

    [Fact]
    public void A_bare_note_is_the_same() => Assert.Equal(["post ann/n1 by ann: Smoke"], Told.Of(Note(1, "Smoke")));

    [Fact]
    public void A_deletion_reaches_only_what_its_author_wrote() => Assert.Equal(["delete ann/x by ann", "delete ann/y by ann"], Told.Of(Note(5, "", """["e","x"],["p","bob"],["e","y"]""")));

    [Fact]
    public void A_request_to_vanish_is_a_purge() => Assert.Equal(["purge ann"], Told.Of(Note(62, "", """["relay","ALL_RELAYS"]""")));

    [Fact]
    public void A_repost_says_the_note_that_lies_in_it() => Assert.Equal(
        ["post ann/n1 by ann: Fire repost of bob/n0"],
        Told.Of(Note(6, """{\"id\":\"n0\",\"pubkey\":\"bob\",\"kind\":1,\"content\":\"Fire\",\"created_at\":1700000000}""")));

    [Theory]
    [InlineData("""["EOSE","s"]""")]
    [InlineData("""["NOTICE","slow down"]""")]
    [InlineData("""["CLOSED","s","error: shutting down"]""")]
    [InlineData("""{"id":"n1","pubkey":"ann","kind":7,"content":"+","created_at":1700000000,"tags":[]}""")]
    [InlineData("""{"id":"n1","pubkey":"ann","kind":6,"content":"","created_at":1700000000,"tags":[]}""")]
    [InlineData("""["EVENT"]""")]
    public void Whatever_else_comes_is_no_post(string message) => Assert.Equal(["left out: NotAPost"], Told.Of(message));

    private static string Note(int kind, string content, string tags = "") =>
        $$"""{"id":"n1","pubkey":"ann","kind":{{kind}},"content":"{{content}}","created_at":1700000000,"tags":[{{tags}}],"sig":"s"}""";
}

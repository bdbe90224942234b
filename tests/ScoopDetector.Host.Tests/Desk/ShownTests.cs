using ScoopDetector.Host.Desk;
using Xunit;

namespace ScoopDetector.Host.Tests.Desk;

public sealed class ShownTests
{
    [Fact]
    public void Text_that_would_run_backwards_or_hide_is_shown_as_it_stands() =>
        Assert.Equal("gpj.exe ok", Shown.Text("\u202Egpj.exe\u202C\u2066 ok\u200B"));

    [Fact]
    public void A_tower_of_marks_is_cut_to_what_a_script_may_need() =>
        Assert.Equal("Z\u0301\u0301\u0301\u0301!", Shown.Text("Z" + new string('\u0301', 10_000) + "!"));

    [Fact]
    public void Joiners_between_them_make_a_tower_no_higher() =>
        Assert.Equal(4, Shown.Text("Z" + string.Concat(Enumerable.Repeat("\u0301\u0301\u200D", 1_000))).Count(c => c == '\u0301'));

    [Fact]
    public void Endless_text_ends() => Assert.Equal(401, Shown.Text(new string('w', 100_000)).Length);

    [Fact]
    public void Joiners_that_scripts_and_emoji_need_are_kept() => Assert.Equal("👩‍🚒 می‌روم", Shown.Text("👩‍🚒 می‌روم"));

    [Fact]
    public void Half_a_pair_of_surrogates_does_no_harm() => Assert.Equal("a\uFFFDb", Shown.Text("a\uD83Db"));
}

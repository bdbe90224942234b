using Microsoft.Extensions.Time.Testing;
using ScoopDetector.Host.Store;
using ScoopDetector.Host.Tests.Desk;
using ScoopDetector.Host.Tests.Support;
using Xunit;

namespace ScoopDetector.Host.Tests.Store;

public sealed class PeopleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private AlertStore _store;

    public PeopleTests() => _store = Open();

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_name_is_one_persons_also_in_other_letters_and_after_a_restart()
    {
        Assert.Equal(["Ada", "Ada (2)", "ADA (3)", "Ada"], [Name("17", "Ada"), Name("18", "Ada"), Name("19", "ADA"), Name("17", "ada")]);

        _store.Dispose();
        _store = Open();

        Assert.Equal(["Ada (2)", "ADA (3)", "ada (4)"], [Name("18", "Ada"), Name("19", "ADA"), Name("20", "ada")]);
    }

    [Fact]
    public void Whoever_asks_to_be_called_like_a_name_that_was_given_is_not()
    {
        Name("17", "Ada");
        Name("18", "Ada");

        Assert.Equal("Ada (2) (2)", Name("19", "Ada (2)"));
    }

    [Fact]
    public void Whoever_is_called_otherwise_later_has_still_what_they_took_on_before()
    {
        _store.Record(SomeAlert.Of("tram"));
        _store.Acts.Add(new(ActKind.Claim, "tram"), Name("17", "Ada Byron"));

        Assert.Equal("Ada Lovelace", Name("17", "Ada Lovelace"));

        Assert.True(_store.People.AreOne("Ada Lovelace", "Ada Byron"));
        Assert.Single(_store.List(new(ClaimedBy: "Ada Lovelace")).Items);
        Assert.Equal("Ada Byron (2)", Name("18", "Ada Byron"));
        Assert.Empty(_store.List(new(ClaimedBy: "Ada Byron (2)")).Items);
    }

    [Fact]
    public void Who_is_not_known_is_only_themselves()
    {
        Assert.True(_store.People.AreOne("Bo", "Bo"));
        Assert.False(_store.People.AreOne("Bo", "Cy"));
        Assert.False(_store.People.AreOne("Bo", null));
    }

    [Theory]
    [InlineData("Adalbertine", "Adalbertin", "Adalbe (2)")]
    [InlineData("Adalberti\U0001F30B", "Adalberti", "Adalbe (2)")]
    [InlineData("Adalb Lovelace", "Adalb Love", "Adalb (2)")]
    public void A_name_that_is_too_long_is_cut_between_letters_and_keeps_its_number(string wanted, string first, string second) =>
        Assert.Equal([first, second], [_store.People.NameOf("17", wanted, longest: 10), _store.People.NameOf("18", wanted, longest: 10)]);

    private string Name(string subject, string wanted) => _store.People.NameOf(subject, wanted, longest: 60);

    private AlertStore Open() => AlertStore.Open(new() { File = _folder.Path("scoop.db") }, new FakeTimeProvider());
}

using ScoopDetector.Posts;
using ScoopDetector.Terms;
using Xunit;

namespace ScoopDetector.Tests.Posts;

public sealed class AlarmWordsTests
{
    private readonly AlarmWords _alarm = new();

    [Theory]
    [InlineData("Did anyone else feel that? #Earthquake")]
    [InlineData("Firefighters on their way to the harbour")]
    [InlineData("dos muertos en la carretera")]
    [InlineData("#TerremotoChile se sintió fuerte")]
    [InlineData("Incêndio na boate")]
    [InlineData("Überschwemmung in Passau")]
    [InlineData("Séisme ressenti à Nice")]
    [InlineData("Взрывы в центре города")]
    [InlineData("Вибух на вокзалі")]
    [InlineData("انفجار قرب الميناء")]
    [InlineData("市中心发生爆炸")]
    [InlineData("さっきの地震、大きかった")]
    [InlineData("강남에서 큰불 화재 발생했다고")]
    [InlineData("ตึกถล่มกลางเมือง")]
    [InlineData("ANKARA'DA PATLAMA")]
    public void Who_tells_of_something_bad_uses_one(string post) => Assert.True(_alarm.AreIn(post));

    [Theory]
    [InlineData("")]
    [InlineData("what a lovely morning")]
    [InlineData("Putin is a clown and everybody knows it")]
    [InlineData("> explosion in the port\nso they say")]
    [InlineData("@firedept https://example.org/explosion")]
    [InlineData("我今天很高兴")]
    [InlineData("今日もいい天気")]
    [InlineData("#NowPlaying #FollowFriday")]
    public void Small_talk_a_quotation_a_name_and_a_link_have_none(string post) => Assert.False(_alarm.AreIn(post));

    [Fact]
    public void Each_word_of_the_list_stands_there_as_posts_are_folded()
    {
        var words = new PostWords();
        using var reader = new StreamReader(typeof(AlarmWords).Assembly.GetManifestResourceStream("ScoopDetector.Posts.alarm-words.tsv")!);
        var listed = reader.ReadToEnd().Split('\n').Where(line => line.Contains('\t', StringComparison.Ordinal)).SelectMany(line => line.Split('\t')[1].Split(' ')).ToList();

        Assert.True(listed.Count > 600);
        Assert.All(listed, word =>
        {
            words.Read(word);
            Assert.Equal(word.TrimEnd('*'), words.Folded);
            Assert.True(_alarm.AreIn(word.TrimEnd('*')), word);
        });
    }
}

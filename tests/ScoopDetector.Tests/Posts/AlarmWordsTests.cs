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
    [InlineData("والانفجار كان قويا")]
    [InlineData("سمعنا صوت للانفجار")]
    [InlineData("Lindol! Ingat kayo")]
    [InlineData("Gempa terasa kuat")]
    [InlineData("Aardbeving gevoeld in Groningen")]
    [InlineData("Wybuch gazu w centrum")]
    [InlineData("Scossa fortissima")]
    [InlineData("दिल्ली में भूकंप")]
    [InlineData("市中心发生爆炸")]
    [InlineData("さっきの地震、大きかった")]
    [InlineData("강남에서 큰불 화재 발생했다고")]
    [InlineData("ตึกถล่มกลางเมือง")]
    [InlineData("ANKARA'DA PATLAMA")]
    [InlineData("stay safe everybody #coflood")]
    [InlineData("siguen los rescates en la mina")]
    public void Who_tells_of_something_bad_uses_one(string post) => Assert.NotEqual(Happenings.None, _alarm.In(post));

    [Theory]
    [InlineData("")]
    [InlineData("what a lovely morning")]
    [InlineData("Putin is a clown and everybody knows it")]
    [InlineData("> explosion in the port\nso they say")]
    [InlineData("@firedept https://example.org/explosion")]
    [InlineData("good morning brand new hospitality, a stable job, Tue at noon asap")]
    [InlineData("Brandon is blessed and accidentally replicated it, opfer")]
    [InlineData("cruel summer, emergence of bombastic bomber jackets in Bombay")]
    [InlineData("bom dia, só um desabafo, estou morto de rir")]
    [InlineData("buenos días, vamos a replicar la foto, estoy muerta de risa")]
    [InlineData("mort de rire, du coup arrête un peu")]
    [InlineData("Guten Morgen, wir schützen die Messer in der Küche")]
    [InlineData("fumo in pace, sono morto dal ridere")]
    [InlineData("goedemorgen, wat een leuk merk")]
    [InlineData("dzień dobry, nie wypada, ranny ptaszek, protestant")]
    [InlineData("iyi oldu, kazandık, çoktan bitti, Kazan")]
    [InlineData("selamat pagi, luka modric, sudah hilang bosan")]
    [InlineData("magandang umaga, patay na patay ako sa kanya")]
    [InlineData("доброе утро, толчок к работе, срочно кофе")]
    [InlineData("доброго ранку, дуже вбито часу")]
    [InlineData("صباح الخير يا جماعة")]
    [InlineData("새 옷을 사고 싶다, 나아지진 않았다, 사고방식")]
    [InlineData("สวัสดีตอนเช้า")]
    [InlineData("सुप्रभात दोस्तों")]
    [InlineData("我今天很高兴")]
    [InlineData("今日もいい天気")]
    [InlineData("#NowPlaying #FollowFriday")]
    [InlineData("#campfires #screenshots #beachblast #fashionvictim coflood")]
    public void Small_talk_a_quotation_a_name_and_a_link_have_none(string post) => Assert.Equal(Happenings.None, _alarm.In(post));

    [Theory]
    [InlineData("earthquake", Happenings.Quake)]
    [InlineData("#temblorcr", Happenings.Quake)]
    [InlineData("さっきの地震", Happenings.Quake)]
    [InlineData("взрыв", Happenings.Blast)]
    [InlineData("#boulderflood", Happenings.Flood)]
    [InlineData("descarrilamiento", Happenings.Crash)]
    [InlineData("evacuated", Happenings.Harm)]
    [InlineData("three dead in a fire after the explosion", Happenings.Harm | Happenings.Fire | Happenings.Blast)]
    [InlineData("大地震と津波、そして火災", Happenings.Quake | Happenings.Fire)]
    public void It_is_known_what_kind_of_happening_they_tell(string post, object kinds) => Assert.Equal((Happenings)kinds, _alarm.In(post));

    [Fact]
    public void Each_word_of_the_list_stands_there_as_posts_are_folded()
    {
        var words = new PostWords();
        using var reader = new StreamReader(typeof(AlarmWords).Assembly.GetManifestResourceStream("ScoopDetector.Posts.alarm-words.tsv")!);
        var listed = reader.ReadToEnd().Split('\n').Where(line => line.Contains('\t', StringComparison.Ordinal)).SelectMany(line => line.Split('\t')[2].Split(' ').Select(word => word.TrimStart('#'))).ToList();

        Assert.True(listed.Count > 500);
        Assert.All(listed, word =>
        {
            words.Read(word);
            Assert.Equal(word.TrimEnd('*'), words.Folded);
            Assert.NotEqual(Happenings.None, _alarm.In(word.TrimEnd('*')));
        });
        Assert.Equal(listed.Count, listed.Distinct().Count());
    }
}

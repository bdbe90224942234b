using System.Numerics;

namespace ScoopDetector.Terms;

/// <summary>The words that hold sentences together and are never news themselves.</summary>
/// <remarks>
/// Half of all running words. They are no terms; a bigram looks across them, so that <c>explosion in the port</c> pairs explosion with port.
/// Only words that are nothing else in any of the languages: <c>die</c> and <c>war</c> are German function words, and English news.
/// Scripts without spaces have none: their n-grams do not align with words.
/// Hot: asked for each word of the firehose.
/// </remarks>
internal static class FunctionWords
{
    private const string English = """
        the a an and or but if of to in on at by for from with without as is are was were be been being am it its this that these those there here he she they we
        you i me him her them my your his their our who whom which what when where why how not no nor so than then too very just also only can could will would
        shall should might must do does did doing have has had having im youre hes shes theyre weve ive dont doesnt didnt isnt arent wasnt werent wont cant couldnt
        wouldnt shouldnt hasnt havent hadnt thats theres whats lets about into over after before between out up down off again more most some any all each other
        such own same because while during until through get got like even still now really much many youll theyll well ill id rt via amp
        """;

    private const string Romance = """
        el la los las un una unos unas de del al y o pero si en con sin por para como que se su sus lo le les te nos mi tu es son era fue ser esta este esto
        esa ese eso muy mas ya hay ha han os as um uma uns umas da dos das em na nas e ou seu sua com sem nao eu voce ele ela eles foi sao esse isso muito mais
        ja tem une des du et ne pas qui dans sur sous par pour avec sans ce cette ces il elle ils elles je nous vous ses leur est sont etait au aux plus
        gli uno di della dei delle dal nel nella su per tra fra ma che non ti ci vi sono ho hanno alla ai piu questo questa
        """;

    private const string Others = """
        der das den dem ein eine einen einem einer und oder aber wenn nicht kein im am auf aus bei mit nach von zu zum zur fur uber ist sind wird werden haben ich
        du er sie wir ihr sich auch noch nur wie als dass het een op te dat niet ik je met voor aan zijn ve bir bu ile icin cok yang di ini itu aku ada gak dengan
        untuk dari ke ang ng sa mga ko ka mo po ay lang и в не на я что он с а это по но как из у за от так же для мы вы они она его к о то все был
        في من على ان الى عن هذا هذه التي الذي ما لا كل مع او ثم لم قد
        """;

    // Twice as many places as words at least; 0 is an empty place.
    private static readonly ulong[] Places = Enter([.. new[] { English, Romance, Others }
        .SelectMany(list => list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        .Select(word => Hash64.Of(word.AsSpan()))]);

    /// <param name="word">Hash of the folded word.</param>
    public static bool Contains(ulong word)
    {
        var places = Places;
        var at = (int)word & (places.Length - 1);
        while (places[at] != word && places[at] != 0)
        {
            at = (at + 1) & (places.Length - 1);
        }
        return places[at] == word;
    }

    private static ulong[] Enter(HashSet<ulong> words)
    {
        var places = new ulong[BitOperations.RoundUpToPowerOf2((uint)words.Count * 2)];
        foreach (var word in words)
        {
            var at = (int)word & (places.Length - 1);
            while (places[at] != 0)
            {
                at = (at + 1) & (places.Length - 1);
            }
            places[at] = word;
        }
        return places;
    }
}

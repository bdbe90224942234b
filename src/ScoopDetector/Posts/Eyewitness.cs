namespace ScoopDetector.Posts;

/// <summary>Recognises how people write who are there: few words, in the first person or shouting, no link, nobody quoted.</summary>
/// <remarks>Earle, Bowden and Guy (Annals of Geophysics, 2011) told felt earthquakes from talk about them by brevity and the absence of links and numbers.
/// A hint for ranking, never a gate.</remarks>
internal static class Eyewitness
{
    private const int MostWords = 18;

    public static PostTraits Trait(ReadOnlySpan<byte> text, PostTraits traits, int length) =>
        (traits & (PostTraits.Link | PostTraits.Repost | PostTraits.Quote)) == 0 && length is >= 3 and <= MostWords && !text.ContainsAnyInRange((byte)'0', (byte)'9')
            ? PostTraits.EyewitnessLike
            : PostTraits.None;
}

using System.Text;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Verbs;
using ScoopDetector.Places;

namespace ScoopDetector.Host.Runs;

/// <summary>Finds the places that <see cref="AlertOptions.Places"/> asks for.</summary>
internal static class GazetteerFiles
{
    /// <summary>By which the places of one file are told from others under its name.</summary>
    public static string Mark(string places) => Gazetteers.Named(places) is null ? FileMark.Of(places) : places;

    /// <exception cref="UsageException">It is no file, or not one of places.</exception>
    public static Gazetteer Read(string places)
    {
        if (Gazetteers.Named(places) is { } known)
        {
            return known;
        }
        try
        {
            using var reader = new StreamReader(places, Encoding.UTF8);
            return Gazetteer.Shipped.With(Gazetteer.Read(reader, Path.GetFileName(places)));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"Alerts:Places {places} cannot be read: {fault.Message.TrimEnd('.')}. Give {Gazetteers.Shipped}, {Gazetteers.Simulated}, {Gazetteers.None}, or a file of places.");
        }
    }
}

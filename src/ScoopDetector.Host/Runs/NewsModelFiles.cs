using System.Text.Json;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Verbs;

namespace ScoopDetector.Host.Runs;

/// <summary>Finds the score that <see cref="AlertOptions.Model"/> asks for.</summary>
internal static class NewsModelFiles
{
    /// <summary>By which one model is told from another that bears its name.</summary>
    public static string Mark(string model) => NewsScores.Named(model) is null ? FileMark.Of(model) : model;

    /// <exception cref="UsageException">It is no file, or no model.</exception>
    public static INewsScore Read(string model)
    {
        if (NewsScores.Named(model) is { } known)
        {
            return known;
        }
        try
        {
            using var file = File.OpenRead(model);
            return new TrainedScore(NewsModel.Read(file));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException or FormatException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"Alerts:Model {model} is no model: {fault.Message.TrimEnd('.')}. Give {NewsScores.Shipped}, {NewsScores.Plain}, or a file that train has made.");
        }
    }
}

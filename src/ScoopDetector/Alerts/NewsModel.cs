using System.Text.Json;
using System.Text.Json.Serialization;
using ScoopDetector.Events;

namespace ScoopDetector.Alerts;

/// <summary>The trained score: boosted regression trees (Friedman, 2001) over the signs, calibrated to log-odds.</summary>
/// <remarks>
/// It is trained elsewhere, and here only read: the same sums give the same alerts on every machine. A tree's value is told sign by sign, by how much the mean of
/// the training events changes at each turn of the way down (Saabas, 2014), so that the contributions add up to the score.
/// </remarks>
internal sealed class NewsModel
{
    private const int Format = 1;

    private readonly Sign[] _signs;
    private readonly NewsTree[] _trees;

    /// <exception cref="FormatException">It is of another format, names a sign that is not known, or a tree leads nowhere.</exception>
    public NewsModel(NewsModelFile file)
    {
        if (file.Format != Format)
        {
            throw new FormatException($"it is of format {file.Format}, and only format {Format} is known: train it anew.");
        }
        File = file;
        _signs = [.. file.Signs.Select(key => Sign.All.FirstOrDefault(sign => sign.Key == key) ?? throw new FormatException($"it asks for the sign '{key}', which is not known: train it anew."))];
        _trees = [.. file.Trees];
        if (Array.Find(_trees, tree => !tree.IsWhole(_signs.Length)) is not null)
        {
            throw new FormatException("one of its trees is not whole: train it anew.");
        }
    }

    /// <summary>The one that comes with the product.</summary>
    public static NewsModel Shipped { get; } = ReadShipped();

    public NewsModelFile File { get; }

    /// <exception cref="FormatException">See the constructor.</exception>
    /// <exception cref="JsonException">It is no model at all.</exception>
    public static NewsModel Read(Stream json) => new(JsonSerializer.Deserialize(json, NewsModelJson.Default.NewsModelFile) ?? throw new JsonException("It is null."));

    public double Of(EventEvidence evidence)
    {
        Span<double> values = stackalloc double[_signs.Length];
        Measure(evidence, values);
        return Of(values);
    }

    /// <param name="values">Of its signs, in their order.</param>
    public double Of(ReadOnlySpan<double> values)
    {
        var score = File.Start;
        foreach (var tree in _trees)
        {
            score += tree.Of(values);
        }
        return score;
    }

    /// <summary>What each sign contributes beyond what the model says of the mean training event.</summary>
    public IEnumerable<(Sign Sign, double Contribution)> Contributions(EventEvidence evidence)
    {
        Span<double> values = stackalloc double[_signs.Length];
        Measure(evidence, values);
        var contributions = new double[_signs.Length];
        foreach (var tree in _trees)
        {
            tree.Explain(values, contributions);
        }
        return _signs.Zip(contributions);
    }

    private void Measure(EventEvidence evidence, Span<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = _signs[i].Value(evidence);
        }
    }

    private static NewsModel ReadShipped()
    {
        using var json = typeof(NewsModel).Assembly.GetManifestResourceStream("ScoopDetector.Alerts.news-model.json")!;
        return Read(json);
    }
}

/// <summary>A trained model as it is kept.</summary>
internal sealed record NewsModelFile
{
    public required int Format { get; init; }

    /// <summary>What it was trained on, in words.</summary>
    public required string TrainedOn { get; init; }

    /// <summary>By their keys, in the order in which the trees name them.</summary>
    public required IReadOnlyList<string> Signs { get; init; }

    /// <summary>In log-odds.</summary>
    public required double Start { get; init; }

    public required IReadOnlyList<NewsTree> Trees { get; init; }
}

/// <summary>One tree: forks that send an event down by one sign, and leaves.</summary>
internal sealed record NewsTree
{
    /// <summary>By fork: the sign that is asked.</summary>
    public required int[] Asks { get; init; }

    /// <summary>By fork: up to this value the way goes low, above it high.</summary>
    public required double[] At { get; init; }

    /// <summary>By fork: the next fork, or the complement of a leaf.</summary>
    public required int[] Low { get; init; }

    public required int[] High { get; init; }

    /// <summary>By fork: the mean over the training events that came by, in log-odds.</summary>
    public required double[] Means { get; init; }

    /// <summary>By leaf, in log-odds.</summary>
    public required double[] Leaves { get; init; }

    public double Of(ReadOnlySpan<double> values)
    {
        var at = 0;
        while (at >= 0)
        {
            at = Next(at, values);
        }
        return Leaves[~at];
    }

    /// <summary>Adds to each sign's contribution what its forks on the way change.</summary>
    public void Explain(ReadOnlySpan<double> values, Span<double> contributions)
    {
        var at = 0;
        while (at >= 0)
        {
            var next = Next(at, values);
            contributions[Asks[at]] += (next >= 0 ? Means[next] : Leaves[~next]) - Means[at];
            at = next;
        }
    }

    /// <summary>Every way ends at a leaf: a fork leads only to forks after it.</summary>
    public bool IsWhole(int signs) => Asks.Length > 0 && new[] { At.Length, Low.Length, High.Length, Means.Length, Leaves.Length - 1 }.All(length => length == Asks.Length)
        && Asks.All(sign => sign >= 0 && sign < signs)
        && Low.Concat(High).Select((to, i) => to > i % Asks.Length ? to < Asks.Length : to < 0 && ~to < Leaves.Length).All(isRight => isRight);

    private int Next(int at, ReadOnlySpan<double> values) => values[Asks[at]] <= At[at] ? Low[at] : High[at];
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(NewsModelFile))]
internal sealed partial class NewsModelJson : JsonSerializerContext;

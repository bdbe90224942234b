using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using ScoopDetector.Alerts;

namespace ScoopDetector.Host.Training;

/// <summary>Trains the score of events: boosted regression trees (Friedman, 2001) as Microsoft.ML grows them, with Platt's calibration.</summary>
/// <remarks>One thread and a fixed seed: the same runs give the same model to the byte.</remarks>
internal static class NewsModelTrainer
{
    private const int Trees = 150;
    private const int Leaves = 12;
    private const int LeastInLeaf = 60;
    private const double LearningRate = 0.06;

    public static NewsModelFile Train(IReadOnlyList<LabelledEvent> events, string trainedOn)
    {
        var ml = new MLContext(seed: 1);
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Signs)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, Sign.All.Count);
        var data = ml.Data.LoadFromEnumerable(events.Select(one => new Row { Signs = one.Signs, IsNews = one.IsNews, Weight = one.Weight }), schema);
        var trained = ml.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
        {
            FeatureColumnName = nameof(Row.Signs),
            LabelColumnName = nameof(Row.IsNews),
            ExampleWeightColumnName = nameof(Row.Weight),
            NumberOfTrees = Trees,
            NumberOfLeaves = Leaves,
            MinimumExampleCountPerLeaf = LeastInLeaf,
            LearningRate = LearningRate,
            NumberOfThreads = 1,
            Seed = 1,
        }).Fit(data).Model;
        return Describe((FastTreeBinaryModelParameters)trained.SubModel, (PlattCalibrator)trained.Calibrator, events, trainedOn);
    }

    private static NewsModelFile Describe(FastTreeBinaryModelParameters model, PlattCalibrator calibrator, IReadOnlyList<LabelledEvent> events, string trainedOn)
    {
        var ensemble = model.TrainedTreeEnsemble;
        return new()
        {
            Format = 1,
            TrainedOn = trainedOn,
            Signs = [.. Sign.All.Select(sign => sign.Key)],
            // Platt: p = 1 / (1 + e^(slope x + offset)), so the log-odds are -(slope x + offset).
            Start = Round(-calibrator.Offset - (calibrator.Slope * ensemble.Bias)),
            Trees = [.. ensemble.Trees.Select((tree, i) => TreeOf(tree, -calibrator.Slope * ensemble.TreeWeights[i], events))],
        };
    }

    private static NewsTree TreeOf(RegressionTree tree, double scale, IReadOnlyList<LabelledEvent> events)
    {
        var shape = new NewsTree
        {
            Asks = [.. tree.NumericalSplitFeatureIndexes],
            At = [.. tree.NumericalSplitThresholds.Select(at => (double)at)],
            Low = [.. tree.LeftChild],
            High = [.. tree.RightChild],
            Means = new double[tree.NumberOfNodes],
            Leaves = [.. tree.LeafValues.Select(value => Round(value * scale))],
        };
        return shape with { Means = MeansOf(shape, events) };
    }

    /// <summary>By fork: what the tree says of the training events that come by it, as a mean.</summary>
    private static double[] MeansOf(NewsTree tree, IReadOnlyList<LabelledEvent> events)
    {
        var (sums, weights) = (new double[tree.Asks.Length], new double[tree.Asks.Length]);
        var values = new double[Sign.All.Count];
        foreach (var one in events)
        {
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = one.Signs[i];
            }
            var says = tree.Of(values);
            for (var at = 0; at >= 0; at = values[tree.Asks[at]] <= tree.At[at] ? tree.Low[at] : tree.High[at])
            {
                sums[at] += one.Weight * says;
                weights[at] += one.Weight;
            }
        }
        return [.. sums.Zip(weights, (sum, weight) => weight == 0 ? 0 : Round(sum / weight))];
    }

    /// <summary>Four decimals: beyond them the file would only be longer.</summary>
    private static double Round(double value) => Math.Round(value, 4);

    private sealed class Row
    {
        public float[] Signs { get; set; } = [];

        public bool IsNews { get; set; }

        public float Weight { get; set; }
    }
}

using ScoopDetector.Alerts;

namespace ScoopDetector.Host.Training;

/// <summary>What a model is worth on streams that it was not trained on.</summary>
/// <param name="LogLoss">Mean surprise at the truth, in nats.</param>
/// <param name="PlainLogLoss">The same of the share of news among all, told of each: what a model must beat.</param>
/// <param name="Calibration">By tenth of what was predicted: how many there were, what was predicted on the mean, and how many of them were news. Tenths without any are left out.</param>
internal sealed record CrossValidation(double LogLoss, double PlainLogLoss, IReadOnlyList<CrossValidation.Tenth> Calibration)
{
    private const int MostFolds = 8;

    /// <param name="events">Of at least two streams.</param>
    /// <param name="folded">Is told after each fold how many of how many are done.</param>
    public static CrossValidation Of(IReadOnlyList<LabelledEvent> events, Action<int, int> folded)
    {
        var streams = events.Max(one => one.Stream) + 1;
        var folds = Math.Min(MostFolds, streams);
        var said = new List<(double Predicted, LabelledEvent Event)>(events.Count);
        for (var fold = 0; fold < folds; fold++)
        {
            var model = new NewsModel(NewsModelTrainer.Train([.. events.Where(one => one.Stream % folds != fold)], ""));
            said.AddRange(events.Where(one => one.Stream % folds == fold).Select(one => (Predict(model, one), one)));
            folded(fold + 1, folds);
        }
        var all = said.Sum(one => (double)one.Event.Weight);
        var news = said.Where(one => one.Event.IsNews).Sum(one => (double)one.Event.Weight) / all;
        return new(
            said.Sum(one => one.Event.Weight * Loss(one.Predicted, one.Event.IsNews)) / all,
            said.Sum(one => one.Event.Weight * Loss(news, one.Event.IsNews)) / all,
            [.. said.GroupBy(one => Math.Min(9, (int)(one.Predicted * 10))).OrderBy(tenth => tenth.Key).Select(TenthOf)]);
    }

    private static double Predict(NewsModel model, LabelledEvent one) => 1 / (1 + Math.Exp(-model.Of(Array.ConvertAll(one.Signs, static sign => (double)sign))));

    private static double Loss(double predicted, bool isNews) => -Math.Log(Math.Clamp(isNews ? predicted : 1 - predicted, 1e-9, 1));

    private static Tenth TenthOf(IEnumerable<(double Predicted, LabelledEvent Event)> some)
    {
        var all = some.ToList();
        var weight = all.Sum(one => (double)one.Event.Weight);
        return new(all.Count, all.Sum(one => one.Event.Weight * one.Predicted) / weight, all.Where(one => one.Event.IsNews).Sum(one => (double)one.Event.Weight) / weight);
    }

    /// <param name="Events">How many.</param>
    /// <param name="Predicted">0 to 1.</param>
    /// <param name="News">0 to 1.</param>
    internal sealed record Tenth(int Events, double Predicted, double News);
}

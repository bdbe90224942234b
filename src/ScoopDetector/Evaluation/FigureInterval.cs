namespace ScoopDetector.Evaluation;

/// <summary>A 95 % interval of a figure, in the unit of the figure.</summary>
internal readonly record struct FigureInterval(double Low, double High);

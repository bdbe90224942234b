namespace ScoopDetector.Host.Reports;

/// <summary>Another detector, as somebody measured it.</summary>
/// <param name="Name">By which it is known.</param>
/// <param name="Recall">0 to 1.</param>
/// <param name="FalsePerDay">False alerts a day.</param>
internal sealed record Peer(string Name, double Recall, double FalsePerDay);

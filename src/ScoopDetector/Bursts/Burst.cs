using ScoopDetector.Terms;

namespace ScoopDetector.Bursts;

/// <summary>A term whose independent voices in a window are significantly above its baseline.</summary>
/// <param name="Term">The term.</param>
/// <param name="Window">The window in which it is most surprising.</param>
/// <param name="Independent">Distinct authors with distinct origins in that window.</param>
/// <param name="Usual">How many the baseline leads one to expect there.</param>
/// <param name="Surprise">-log10 of the probability of at least so many.</param>
/// <param name="Bits">How much it says to use the term, by how usual it was: -log2 of its share of the posts of its script.</param>
/// <param name="Earlier">How often it has burst before, the longer ago the less it counts.</param>
/// <param name="Voices">The posts of the longest window in which the term is above its usual, in order, one of each author. A plain array: whoever follows events walks over all of them, pane after pane.</param>
public sealed record Burst(TermId Term, TimeSpan Window, int Independent, double Usual, double Surprise, float Bits, float Earlier, Voice[] Voices);

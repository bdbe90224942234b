using ScoopDetector.Host.Kafka;

namespace ScoopDetector.Host.Doctor;

/// <summary>Which run is to be looked after: what <c>run</c> would be told.</summary>
/// <param name="Role">Which part of the pipeline.</param>
/// <param name="Sources">Live networks; empty for none.</param>
/// <param name="News">Whether news feeds are watched.</param>
/// <param name="Desk">Whether the desk is served.</param>
/// <param name="OwnBroker">It brings a broker of its own.</param>
/// <param name="ConfigFile">Where settings are read from; null for nowhere.</param>
internal sealed record DoctorOrder(Role Role, IReadOnlyList<string> Sources, bool News, bool Desk, bool OwnBroker, string? ConfigFile)
{
    /// <summary>Alerts are kept in the store.</summary>
    public bool Stores => Desk || Sources.Count > 0;
}

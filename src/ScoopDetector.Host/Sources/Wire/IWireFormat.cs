using System.Text.Json;

namespace ScoopDetector.Host.Sources.Wire;

/// <summary>How one network writes its messages. Pure: no clock, no connection.</summary>
internal interface IWireFormat
{
    /// <summary>The network's name, as alerts and filters use it.</summary>
    string Network { get; }

    /// <summary>Whether the message is one of this network's, told by the names of its members.</summary>
    bool Knows(JsonElement message);

    /// <summary>Reads a message that it knows. Whatever is odd in it becomes a drop; what it adds nothing for is no post.</summary>
    void Read(JsonElement message, Findings found);
}

using System.Text;

namespace ScoopDetector.Simulation;

/// <summary>The facts of one happening, as UTF-8.</summary>
internal sealed class Facts
{
    private readonly byte[][] _values = [.. Enumerable.Repeat(Array.Empty<byte>(), Enum.GetValues<Fact>().Length)];

    public ReadOnlySpan<byte> this[Fact fact] => _values[(int)fact];

    public string Text(Fact fact) => Encoding.UTF8.GetString(_values[(int)fact]);

    public void Set(Fact fact, string value) => _values[(int)fact] = Encoding.UTF8.GetBytes(value);
}

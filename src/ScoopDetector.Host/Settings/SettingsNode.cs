namespace ScoopDetector.Host.Settings;

/// <summary>What somebody has set, before anybody knows what it means: a tree of texts, each of which remembers where it came from.</summary>
/// <param name="Origin">Where it was written, for people: the file, the variable, or <c>--set</c>.</param>
internal abstract record SettingsNode(string Origin)
{
    /// <summary>In words, for telling what was found where something else is wanted.</summary>
    public abstract string Kind { get; }

    /// <param name="Text">Null for the null of JSON.</param>
    public sealed record Value(string? Text, string Origin) : SettingsNode(Origin)
    {
        public override string Kind => "a value";
    }

    public sealed record List(IReadOnlyList<SettingsNode> Items, string Origin) : SettingsNode(Origin)
    {
        public override string Kind => "a list";
    }

    /// <summary>Names are compared without regard to case, since environments and people are careless about it.</summary>
    public sealed record Section(string Origin) : SettingsNode(Origin)
    {
        public OrderedDictionary<string, SettingsNode> Members { get; } = new(StringComparer.OrdinalIgnoreCase);

        public override string Kind => "a section";

        /// <summary>Sets one value by its whole key, and makes the sections on the way.</summary>
        public void Set(ReadOnlySpan<string> path, SettingsNode node)
        {
            if (path.Length == 1)
            {
                Members[path[0]] = node;
                return;
            }
            if (!Members.TryGetValue(path[0], out var next) || next is not Section section)
            {
                Members[path[0]] = section = new(node.Origin);
            }
            section.Set(path[1..], node);
        }

        /// <summary>Lays another tree over this one: its values and lists replace, its sections are merged.</summary>
        public void Cover(Section above)
        {
            foreach (var (name, node) in above.Members)
            {
                if (node is Section over && Members.TryGetValue(name, out var mine) && mine is Section under)
                {
                    under.Cover(over);
                }
                else
                {
                    Members[name] = node;
                }
            }
        }
    }
}

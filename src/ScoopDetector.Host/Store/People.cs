using System.Collections.Concurrent;
using System.Globalization;

namespace ScoopDetector.Host.Store;

/// <summary>Whose the names are that stand beside acts. A name is one person's for good, without regard to case; a person may have had several. Safe to use from any thread.</summary>
/// <remarks>Acts bear names, and by these it is known whose they are. A name from before they were kept is nobody's yet: it goes to whoever comes under it first.</remarks>
internal sealed class People(AlertStore store)
{
    private readonly Lock _naming = new();

    /// <summary>Few, and looked at for each card that is drawn.</summary>
    private readonly ConcurrentDictionary<string, Person> _byName = new(store.Read(reader => reader.Rows(
        "SELECT folded, name, wanted, subject FROM people", row => KeyValuePair.Create(row.GetString(0), new Person(row.GetString(1), row.GetString(2), row.GetString(3))))));

    /// <param name="subject">Who it is, whatever they are called.</param>
    /// <param name="wanted">The name that they go by.</param>
    /// <param name="longest">How many characters the name may have that is given, from 8.</param>
    /// <returns>That name, or where it is another's the name with a number: "Ada (2)". The same each time.</returns>
    /// <exception cref="StoreFault">They are new, and it could not be kept.</exception>
    public string NameOf(string subject, string wanted, int longest)
    {
        lock (_naming)
        {
            if (_byName.Values.FirstOrDefault(person => person.Subject == subject && Folded(person.Wanted) == Folded(wanted)) is { } known)
            {
                return known.Name;
            }
            var name = Free(wanted, longest);
            store.Write(() => store.Writer.Run(
                "INSERT INTO people VALUES (@folded, @name, @wanted, @subject)", ("@folded", Folded(name)), ("@name", name), ("@wanted", wanted), ("@subject", subject)));
            _byName[Folded(name)] = new(name, wanted, subject);
            return name;
        }
    }

    /// <summary>Whether both are the same person's, or the same.</summary>
    public bool AreOne(string? name, string? other) => name is not null && other is not null
        && (name == other || (_byName.TryGetValue(Folded(name), out var one) && _byName.TryGetValue(Folded(other), out var another) && one.Subject == another.Subject));

    private string Free(string wanted, int longest)
    {
        var name = Cut(wanted, longest);
        for (var number = 2; _byName.ContainsKey(Folded(name)); number++)
        {
            var mark = string.Create(CultureInfo.InvariantCulture, $" ({number})");
            name = Cut(wanted, longest - mark.Length) + mark;
        }
        return name;
    }

    private static string Cut(string name, int longest) =>
        name.Length <= longest ? name : name[..(char.IsHighSurrogate(name[longest - 1]) ? longest - 1 : longest)].TrimEnd();

    private static string Folded(string name) => name.ToLowerInvariant();

    private sealed record Person(string Name, string Wanted, string Subject);
}

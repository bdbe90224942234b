using System.CommandLine;
using ScoopDetector.Host.Desk.Access;

namespace ScoopDetector.Host.Verbs;

/// <summary><c>key</c>: makes a key to the desk.</summary>
internal static class KeyVerb
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "Whose key it is: what they do stands under this name." };
        var role = new Option<string>("--role") { DefaultValueFactory = _ => "editor", Description = "What they may: viewer, editor or admin." };
        role.AcceptOnlyFromAmong("viewer", "editor", "admin");
        var verb = new Command("key", "Makes a key to the desk, and prints the setting that lets it in. The key itself is stored nowhere.") { name, role };
        verb.SetAction(parsed =>
        {
            var (key, hash) = KeyRing.Make();
            var may = Enum.Parse<Role>(parsed.GetValue(role)!, ignoreCase: true);
            var output = parsed.InvocationConfiguration.Output;
            output.WriteLine($"key      {key}");
            output.WriteLine($$"""setting  { "Desk": { "Keys": { "{{parsed.GetValue(name)}}": { "Hash": "{{hash}}", "Role": "{{may}}" } } } }""");
            output.WriteLine($"or       SCOOP_Desk__Keys__{parsed.GetValue(name)}__Hash={hash}");
            output.WriteLine($"         SCOOP_Desk__Keys__{parsed.GetValue(name)}__Role={may}");
            return CommandLine.Done;
        });
        return verb;
    }
}

using System.Reflection;

namespace ScoopDetector.Host.Sources;

/// <summary>Says to every server who asks.</summary>
internal static class UserAgent
{
    public static string Text { get; } = $"ScoopDetector/{typeof(UserAgent).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]} (newsroom alerts)";
}

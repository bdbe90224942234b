using System.Text;
using Confluent.Kafka;
using ScoopDetector.Host.Settings;
using ScoopDetector.Host.Verbs;
using ScoopDetector.Tallies;

namespace ScoopDetector.Host.Kafka;

/// <summary>What the writers and readers of a topic between roles must agree on: the form of its records, and the settings that give their numbers a meaning.</summary>
/// <remarks>Each record carries it as a header, in words, so that a reader can name what differs. Settings that one role alone looks at are no part of it:
/// they may be changed without touching the topics.</remarks>
/// <param name="topic">Of the records.</param>
/// <param name="form">The version of their form.</param>
/// <param name="tally">What this process is set to.</param>
internal sealed class Agreement(string topic, byte form, TallyOptions tally)
{
    private const string Header = "scoop_settings";

    private readonly (string Name, string Value)[] _here =
    [
        ("the form of the records", SettingText.Write(form)),
        ("Tally:Pane", SettingText.Write(tally.Pane)),
        ("Tally:SampleSize", SettingText.Write(tally.SampleSize)),
    ];

    private byte[]? _text;

    /// <summary>For the records that this process writes.</summary>
    public Headers Headers => new() { { Header, Text } };

    private byte[] Text => _text ??= Encoding.UTF8.GetBytes(string.Join(';', _here.Select(clause => $"{clause.Name}={clause.Value}")));

    /// <summary>Whether the record says what it was made with.</summary>
    public static bool IsTold(Headers? headers) => headers is not null && headers.TryGetLastBytes(Header, out _);

    /// <exception cref="UsageException">The record was made by a process with which this one does not agree.</exception>
    public void Require(Headers? headers)
    {
        var there = headers is not null && headers.TryGetLastBytes(Header, out var text) ? text : [];
        if (!there.AsSpan().SequenceEqual(Text))
        {
            throw new UsageException($"Topic {topic} holds records that were made otherwise than this role is set: {Difference(Encoding.UTF8.GetString(there))}. "
                + "Start all roles from one version of the program with the same settings; after a change on purpose, delete the topics between the roles and create them anew.");
        }
    }

    private string Difference(string there)
    {
        var told = there.Split(';').Select(clause => clause.Split('=', 2)).Where(clause => clause.Length == 2).ToLookup(clause => clause[0], clause => clause[1]);
        return string.Join(", ", _here
            .Where(clause => told[clause.Name].FirstOrDefault() != clause.Value)
            .Select(clause => $"{clause.Name} is {told[clause.Name].FirstOrDefault() ?? "not told"} there and {clause.Value} here")
            .DefaultIfEmpty($"they say '{there}'"));
    }
}

using System.ComponentModel.DataAnnotations;
using System.Net;
using ScoopDetector.Host.Http;

namespace ScoopDetector.Host.Deliveries;

/// <summary>The ways out of the desk.</summary>
internal sealed record DeliveriesOptions : IValidatableObject
{
    private const int LongestName = 60;

    /// <summary>What is sent where, by name. Default none.</summary>
    public IReadOnlyDictionary<string, RuleOptions> Rules { get; init; } = new Dictionary<string, RuleOptions>();

    /// <summary>The address of the desk as readers of messages reach it, for the links in them. Default none: no links.</summary>
    public Uri? Desk { get; init; }

    /// <summary>How old an alert may be when the desk hears of it and still be sent. Default 1 h: a desk that reads an old topic, or a recording, alerts nobody.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long an alert is tried. Default a day; a retraction is tried three times as long.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The pause after the first failure; each further one is twice as long. Default 5 s. From half to the whole of it is waited, by chance, so that many do not come back at once.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan RetryFirst { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest pause. Default 5 min: so long at most after a receiver is back, all that waited begins to come.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "12:00:00")]
    public TimeSpan RetryMost { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long an answer is waited for. Default 20 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The networks behind addresses that are not public and may be sent to all the same, such as 10.1.2.0/24. Default none: a hook cannot be pointed at what is inside.</summary>
    public IReadOnlyList<string> AllowPrivate { get; init; } = [];

    /// <summary>How long the log is kept. Default 30 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan KeepLogFor { get; init; } = TimeSpan.FromDays(30);

    /// <summary>The server that takes e-mail.</summary>
    public MailOptions Mail { get; init; } = new();

    public AddressGuard Guard() => new(AllowPrivate, "Deliveries:AllowPrivate");

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var name in Rules.Keys.Where(name => name.Length > LongestName || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')))
        {
            yield return new($"Rules names '{name}': a name has 1 to {LongestName} letters, digits, - or _.", [nameof(Rules)]);
        }
        foreach (var network in AllowPrivate.Where(network => !IPNetwork.TryParse(network, out _)))
        {
            yield return new($"AllowPrivate holds '{network}': it must be a network such as 10.1.2.0/24.", [nameof(AllowPrivate)]);
        }
        if (Desk is { Scheme: not ("http" or "https") })
        {
            yield return new($"Desk is '{Desk}': it must be an http or https address.", [nameof(Desk)]);
        }
        if (RetryMost < RetryFirst)
        {
            yield return new($"RetryMost is {RetryMost}: it must not be shorter than RetryFirst, {RetryFirst}.", [nameof(RetryMost)]);
        }
        foreach (var (name, rule) in Rules.Where(rule => rule.Value.Way == Way.Email && Mail.Server.Length == 0))
        {
            yield return new($"Rules:{name} sends e-mail, and Mail:Server is not set: name the server that takes it.", [nameof(Mail)]);
        }
    }
}

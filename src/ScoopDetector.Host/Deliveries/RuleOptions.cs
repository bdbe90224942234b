using System.ComponentModel.DataAnnotations;
using ScoopDetector.Host.Desk.Api;

namespace ScoopDetector.Host.Deliveries;

/// <summary>What is sent where. Addresses and secrets are never written to a log, nor into what is said about a slip in them.</summary>
internal sealed record RuleOptions : IValidatableObject
{
    /// <summary>Whether it sends. Default true. Switched off, it tells what it would have sent in the last 24 hours, and sends nothing but retractions of what it has told.</summary>
    public bool On { get; init; } = true;

    /// <summary>webhook, slack, teams, apprise or email. Default webhook.</summary>
    public Way Way { get; init; }

    /// <summary>The address that the receiver gave: of a hook, or of people, parted by commas. Treat it as a secret: whoever has a hook's address can write to it.</summary>
    public string Target { get; init; } = "";

    /// <summary>Of a webhook: whsec_ and 24 to 64 bytes in Base64. Several, parted by commas, while one is put in another's place. Default none: unsigned.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Which events, as in the address of a lane. Default level=alert.</summary>
    public string Filter { get; init; } = "level=alert";

    /// <summary>The lane whose filter holds as it stands at the time, in place of <see cref="Filter"/>. Default none.</summary>
    public string? Lane { get; init; }

    /// <summary>So urgent or more, besides what filter or lane ask: 1 is drop everything. Default none: as they ask.</summary>
    [Range(1, 9)]
    public int? Urgency { get; init; }

    /// <summary>Whether each revision is sent, also that an event was merged or has closed. Default false: once when it is told, and again if it rises.</summary>
    public bool Updates { get; init; }

    /// <summary>What a webhook carries: alert, ninjs or cloudEvent. Default alert.</summary>
    public Body Body { get; init; }

    /// <summary>When quiet begins: nothing is sent until <see cref="QuietUntil"/>, and then all of it at once. Default never.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "23:59:59")]
    public TimeSpan? QuietFrom { get; init; }

    /// <summary>When quiet ends.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "23:59:59")]
    public TimeSpan? QuietUntil { get; init; }

    /// <summary>By whose clock. Default UTC.</summary>
    [Required]
    public string TimeZone { get; init; } = "UTC";

    /// <summary>So urgent, or more, is sent in quiet hours too, and past a digest. Default 1, drop everything; 0 for nothing.</summary>
    [Range(0, 9)]
    public int WakeAt { get; init; } = 1;

    /// <summary>How long events are gathered into one message. Default 0: each goes at once.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan Digest { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (TargetFault() is { } fault)
        {
            yield return new($"Target {fault}", [nameof(Target)]);
        }
        if (Secrets.Any(secret => !StandardWebhook.IsSecret(secret)) || (Secrets.Count > 0 && Way != Way.Webhook))
        {
            yield return new(Way == Way.Webhook ? "Secrets holds one that is none: it must be whsec_ and 24 to 64 bytes in Base64." : "Secrets is set: only a webhook is signed.", [nameof(Secrets)]);
        }
        if (AlertQuery.Read(Filter).Faults is { Any: true } faults)
        {
            yield return new($"Filter is '{Filter}': {faults.Words}", [nameof(Filter)]);
        }
        if (QuietFrom is null != QuietUntil is null || (QuietFrom is not null && QuietFrom == QuietUntil))
        {
            yield return new("QuietFrom and QuietUntil go together, and differ: such as 22:00:00 and 07:00:00.", [nameof(QuietFrom), nameof(QuietUntil)]);
        }
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
        {
            yield return new($"TimeZone is '{TimeZone}': it must be one that this machine knows, such as UTC or Europe/Paris (package tzdata).", [nameof(TimeZone)]);
        }
        if (Body != Body.Alert && Way != Way.Webhook)
        {
            yield return new($"Body is {Body}: only a webhook has a choice.", [nameof(Body)]);
        }
    }

    /// <summary>Nothing of what stands in it.</summary>
    public override string ToString() => Way.ToString();

    private string? TargetFault() => Way == Way.Email
        ? Addresses.Of(Target).Count == 0 ? "names nobody: it must be one or more e-mail addresses, parted by commas." : null
        : !Uri.TryCreate(Target, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") ? "is no address: it must be that of a hook, such as https://hooks.example/scoop."
        : address.UserInfo.Length > 0 ? "holds a user name or password: take it out, and let the receiver ask for a secret."
        : null;
}

/// <summary>What a webhook carries.</summary>
internal enum Body
{
    /// <summary>Type, time and the alert, as Standard Webhooks recommend.</summary>
    Alert,

    /// <summary>A news item of IPTC's ninjs 3.1.</summary>
    Ninjs,

    /// <summary>A CloudEvent in JSON, the same event as on Kafka.</summary>
    CloudEvent,
}

using ScoopDetector.Host.Deliveries.Messages;

namespace ScoopDetector.Host.Deliveries.Ways;

/// <summary>A webhook as Standard Webhooks has it: an id that is the same for each attempt, a time, and a signature for each secret.</summary>
internal sealed class WebhookWay(RuleOptions rule, HookCall call) : IWay
{
    private readonly Uri _target = new(rule.Target);

    public Task<Outcome> SendAsync(Letter letter, CancellationToken stop)
    {
        var (body, contentType) = rule.Body switch
        {
            Body.Ninjs => (NinjsItem.Write(letter), NinjsItem.ContentType),
            Body.CloudEvent => (AlertCloudEvent.Write(letter), AlertCloudEvent.ContentType(letter)),
            _ => (WebhookBody.Write(letter), WebhookBody.ContentType),
        };
        return call.PostAsync(_target, body, contentType, [(StandardWebhook.IdHeader, letter.Key), .. Signature(letter, body)], stop);
    }

    private IEnumerable<(string, string)> Signature(Letter letter, byte[] body) =>
    [
        (StandardWebhook.TimestampHeader, $"{letter.At.ToUnixTimeSeconds()}"),
        .. rule.Secrets.Count == 0 ? [] : new[] { (StandardWebhook.SignatureHeader, StandardWebhook.Sign(rule.Secrets, letter.Key, letter.At, body)) },
    ];
}

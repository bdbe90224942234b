using ScoopDetector.Host.Deliveries.Messages;

namespace ScoopDetector.Host.Deliveries.Ways;

/// <summary>A workflow of Microsoft Teams that posts the card of a webhook request; the older connectors are no more.</summary>
internal sealed class TeamsWay(RuleOptions rule, HookCall call) : IWay
{
    private readonly Uri _target = new(rule.Target);

    public Task<Outcome> SendAsync(Letter letter, CancellationToken stop) => call.PostAsync(_target, TeamsCard.Write(letter), "application/json; charset=utf-8", [], stop);
}

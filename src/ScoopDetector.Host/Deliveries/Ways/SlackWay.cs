using ScoopDetector.Host.Deliveries.Messages;

namespace ScoopDetector.Host.Deliveries.Ways;

/// <summary>An incoming webhook of Slack. Slack takes about one message a second for a channel, and asks for patience with 429.</summary>
internal sealed class SlackWay(RuleOptions rule, HookCall call) : IWay
{
    private readonly Uri _target = new(rule.Target);

    public Task<Outcome> SendAsync(Letter letter, CancellationToken stop) => call.PostAsync(_target, SlackMessage.Write(letter), "application/json; charset=utf-8", [], stop);
}

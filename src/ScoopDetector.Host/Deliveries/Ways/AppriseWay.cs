using ScoopDetector.Host.Deliveries.Messages;

namespace ScoopDetector.Host.Deliveries.Ways;

/// <summary>An Apprise API, <c>/notify/KEY</c>: it hands on to whatever it is set up for.</summary>
internal sealed class AppriseWay(RuleOptions rule, HookCall call) : IWay
{
    private readonly Uri _target = new(rule.Target);

    public Task<Outcome> SendAsync(Letter letter, CancellationToken stop) => call.PostAsync(_target, AppriseNote.Write(letter), "application/json; charset=utf-8", [], stop);
}

using System.Net;
using ScoopDetector.Host.Deliveries.Messages;

namespace ScoopDetector.Host.Deliveries.Ways;

/// <summary>An Apprise API, <c>/notify/KEY</c>: it hands on to whatever it is set up for.</summary>
internal sealed class AppriseWay(RuleOptions rule, HookCall call) : IWay
{
    private readonly Uri _target = new(rule.Target);

    public Task<Outcome> SendAsync(Letter letter, CancellationToken stop) => call.PostAsync(_target, AppriseNote.Write(letter), "application/json; charset=utf-8", [], stop, Own);

    private static Outcome? Own(HttpStatusCode answer) => answer switch
    {
        // No fault to Apprise, and nobody has it.
        HttpStatusCode.NoContent => new(OutcomeKind.Refused, "Apprise answered 204: nothing is set up under the key in its address"),
        HttpStatusCode.FailedDependency => new(OutcomeKind.Partly, "Apprise answered 424: one or more of its services did not take it. With a key and a rule for each, none gets it twice"),
        _ => null,
    };
}


namespace ScoopDetector.Host.Deliveries.Ways;

/// <summary>Makes the way of a rule.</summary>
internal static class WayCatalogue
{
    public static Func<RuleOptions, IWay> Of(DeliveriesOptions options, HttpClient http, TimeProvider clock)
    {
        var call = new HookCall(http, options.Timeout, clock);
        return rule => rule.Way switch
        {
            Way.Webhook => new WebhookWay(rule, call),
            Way.Slack => new SlackWay(rule, call),
            Way.Teams => new TeamsWay(rule, call),
            Way.Apprise => new AppriseWay(rule, call),
            _ => new MailWay(rule, options.Mail, options.Timeout, clock),
        };
    }
}

using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using ScoopDetector.Host.Deliveries;

namespace ScoopDetector.Host.Tests.Deliveries.Receivers;

/// <summary>Where a way out ends, on this machine over real HTTP or SMTP. It sends back what the real one would, can be busy, and can go away and come back at its port.</summary>
internal abstract partial class Receiver : IAsyncDisposable
{
    public static IReadOnlyList<string> All { get; } = ["webhook", "webhook of CloudEvents", "webhook of ninjs", "slack", "teams", "apprise", "email"];

    /// <summary>Which story each message told that it took: <c>story 07</c>.</summary>
    public ConcurrentQueue<string> Took { get; } = new();

    /// <summary>Why it sent something back.</summary>
    public ConcurrentQueue<string> SentBack { get; } = new();

    /// <summary>It asks for patience, in the manner of its kind.</summary>
    public bool IsBusy { get; set; }

    public abstract RuleOptions Rule { get; }

    public virtual DeliveriesOptions Options => new() { AllowPrivate = ["127.0.0.0/8"], Rules = new Dictionary<string, RuleOptions> { ["news"] = Rule }, Desk = new("https://desk.example") };

    /// <summary>Nobody listens at its port then.</summary>
    public abstract Task GoAwayAsync();

    public abstract Task ComeBackAsync();

    public static async Task<Receiver> OpenAsync(string kind)
    {
        Receiver receiver = kind switch
        {
            "email" => new MailReceiver(),
            "slack" => new HookReceiver(Way.Slack, Demands.OfSlack),
            "teams" => new HookReceiver(Way.Teams, Demands.OfTeams),
            "apprise" => new HookReceiver(Way.Apprise, Demands.OfApprise),
            "webhook of CloudEvents" => new HookReceiver(Way.Webhook, Demands.OfCloudEvents, Body.CloudEvent),
            "webhook of ninjs" => new HookReceiver(Way.Webhook, Demands.OfNinjs, Body.Ninjs),
            _ => new HookReceiver(Way.Webhook, Demands.OfWebhooks),
        };
        await receiver.ComeBackAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync() => await GoAwayAsync();

    protected void Take(string text) => Took.Enqueue(Story().Match(text).Value);

    [GeneratedRegex(@"story \d\d")]
    private static partial Regex Story();
}

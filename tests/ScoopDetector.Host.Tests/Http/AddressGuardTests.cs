using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using ScoopDetector.Host.Deliveries;
using ScoopDetector.Host.Deliveries.Ways;
using ScoopDetector.Host.Http;
using ScoopDetector.Host.Tests.Deliveries;
using ScoopDetector.Host.Tests.Desk;
using Xunit;

namespace ScoopDetector.Host.Tests.Http;

public sealed class AddressGuardTests
{
    private readonly FakeTimeProvider _clock = new(new(2026, 3, 2, 7, 30, 0, TimeSpan.Zero));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")] // the metadata of a cloud machine
    [InlineData("100.100.100.200")] // of another cloud's
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("198.18.0.1")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::7f00:1")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("2002:7f00:1::")]
    [InlineData("fe80::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fc00::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    public void What_is_inside_is_refused(string address) => Assert.False(new AddressGuard([], "Some:Setting").Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("::ffff:1.1.1.1")]
    [InlineData("64:ff9b::101:101")]
    public void What_is_public_is_allowed(string address) => Assert.True(new AddressGuard([], "Some:Setting").Allows(IPAddress.Parse(address)));

    [Fact]
    public void A_network_that_is_named_is_allowed_and_no_other()
    {
        var guard = new AddressGuard(["10.1.2.0/24", "fd00:1::/64"], "Some:Setting");

        Assert.True(guard.Allows(IPAddress.Parse("10.1.2.9")));
        Assert.True(guard.Allows(IPAddress.Parse("::ffff:10.1.2.9")));
        Assert.True(guard.Allows(IPAddress.Parse("fd00:1::9")));
        Assert.False(guard.Allows(IPAddress.Parse("10.1.3.9")));
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}/hook")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/hook")]
    [InlineData("http://2130706433:{0}/hook")]
    [InlineData("http://localhost:{0}/hook")]
    public async Task Nothing_connects_to_this_machine_however_it_is_written(string address)
    {
        await using var hook = await Hook.OpenAsync();

        var outcome = await SendAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, address, hook.Address.Port), new());

        Assert.Equal("not sent: its address is private, and not in Deliveries:AllowPrivate", outcome.Fault);
        Assert.Empty(hook.Requests);
    }

    [Fact]
    public async Task A_name_is_looked_at_each_time_it_is_connected_to_and_only_its_good_addresses_are_used()
    {
        await using var hook = await Hook.OpenAsync();
        var answers = new Queue<IPAddress[]>([[IPAddress.Parse("10.0.0.1"), IPAddress.Loopback], [IPAddress.Parse("169.254.169.254")], []]);
        var options = new DeliveriesOptions { AllowPrivate = ["127.0.0.0/8"] };
        using var http = GuardedHttp.Create(options.Guard(), (_, _) => Task.FromResult(answers.Dequeue()));
        var call = new HookCall(http, TimeSpan.FromSeconds(20), _clock);
        hook.Answer = (_, context) =>
        {
            context.Response.Headers.Connection = "close";
            return Task.CompletedTask;
        };
        async Task<Outcome> PostAsync() => await call.PostAsync(new($"http://rebinding.example:{hook.Address.Port}/hook"), "{}"u8.ToArray(), "application/json", [], Stop);

        Assert.Equal(Outcome.Sent, await PostAsync());
        Assert.Equal("not sent: its address is private, and not in Deliveries:AllowPrivate", (await PostAsync()).Fault);
        Assert.Equal("not sent: its name has no address", (await PostAsync()).Fault);
        Assert.Single(hook.Requests);
    }

    [Theory]
    [InlineData(StatusCodes.Status301MovedPermanently)]
    [InlineData(StatusCodes.Status302Found)]
    [InlineData(StatusCodes.Status307TemporaryRedirect)]
    public async Task A_receiver_that_sends_elsewhere_is_never_followed(int status)
    {
        await using var outer = await Hook.OpenAsync();
        await using var inner = await Hook.OpenAsync();
        outer.Answer = (_, context) =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = $"http://127.0.0.2:{inner.Address.Port}/hook";
            return Task.CompletedTask;
        };
        var options = new DeliveriesOptions { AllowPrivate = ["127.0.0.0/8"] };

        Assert.Contains("sends elsewhere", (await SendAsync(outer.Address.AbsoluteUri, options)).Fault, StringComparison.Ordinal);
        Assert.Single(outer.Requests);
        Assert.Empty(inner.Requests);
    }

    private Task<Outcome> SendAsync(string target, DeliveriesOptions options) => Hook.Ways(_clock, options)(new() { Target = target })
        .SendAsync(new("tram-1:news", "news", _clock.GetUtcNow(), [new(DeliveryKind.Opened, SomeAlert.Of("tram"))], false, null), Stop);
}

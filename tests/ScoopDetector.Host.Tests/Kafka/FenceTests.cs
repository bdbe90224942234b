using Confluent.Kafka;
using ScoopDetector.Host.Kafka;
using Xunit;

namespace ScoopDetector.Host.Tests.Kafka;

public sealed class FenceTests
{
    [Fact]
    public void Whoever_claimed_last_is_heard_and_the_one_before_is_not()
    {
        var fence = new Fence();

        Assert.Equal(Hearing.Claim, fence.Judge(Claim(at: 0)));
        Assert.Equal(Hearing.Heard, fence.Judge(Record(at: 1, epoch: 0)));
        Assert.Equal(Hearing.Claim, fence.Judge(Claim(at: 2)));
        Assert.Equal(Hearing.Stale, fence.Judge(Record(at: 3, epoch: 0)));
        Assert.Equal(Hearing.Heard, fence.Judge(Record(at: 4, epoch: 2)));
        Assert.Equal(2, fence.Newest);
    }

    [Fact]
    public void What_was_told_before_the_claim_of_another_stays_told() =>
        Assert.Equal([Hearing.Claim, Hearing.Heard, Hearing.Heard, Hearing.Claim], Judged(Claim(at: 5), Record(at: 6, epoch: 5), Record(at: 7, epoch: 5), Claim(at: 8)));

    [Fact]
    public void A_claim_that_is_no_longer_there_is_known_by_the_records_of_its_process() =>
        Assert.Equal([Hearing.Heard, Hearing.Stale], Judged(Record(at: 100, epoch: 90), Record(at: 101, epoch: 40)));

    [Fact]
    public void Whoever_reads_on_from_the_middle_knows_what_it_knew_there()
    {
        var fence = new Fence(newest: 90);

        Assert.Equal(Hearing.Stale, fence.Judge(Record(at: 101, epoch: 40)));
    }

    [Fact]
    public void Records_of_a_version_that_knows_no_claims_are_heard() =>
        Assert.Equal([Hearing.Claim, Hearing.Heard, Hearing.Heard], Judged(Claim(at: 0), Message(at: 1, []), Message(at: 2, null)));

    [Fact]
    public void Two_that_share_a_topic_do_not_shut_each_other_out() =>
        Assert.Equal([Hearing.Claim, Hearing.Claim, Hearing.Heard, Hearing.Heard], Judged(Claim(at: 0, "/one"), Claim(at: 1, "/two and more"), Record(at: 2, epoch: 0, "/one"), Record(at: 3, epoch: 1, "/two and more")));

    private static IEnumerable<Hearing> Judged(params ConsumeResult<Ignore, Ignore>[] messages)
    {
        var fence = new Fence();
        return [.. messages.Select(fence.Judge)];
    }

    private static ConsumeResult<Ignore, Ignore> Claim(long at, string scope = Fence.WholeTopic)
    {
        var headers = new Headers();
        Fence.Claim(headers, scope);
        return Message(at, headers);
    }

    private static ConsumeResult<Ignore, Ignore> Record(long at, long epoch, string scope = Fence.WholeTopic)
    {
        var headers = new Headers();
        Fence.Sign(headers, scope, epoch);
        return Message(at, headers);
    }

    private static ConsumeResult<Ignore, Ignore> Message(long at, Headers? headers) => new() { Topic = "topic", Partition = 0, Offset = at, Message = new() { Headers = headers } };
}

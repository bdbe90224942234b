using System.Text;
using System.Text.Json.Nodes;
using ScoopDetector.Host.Tests.Kafka;
using Xunit;

namespace ScoopDetector.Host.Tests.Checkpoints;

public sealed class ForgottenTextTests
{
    private const string Marker = "zanzibarquokka";
    private const int Later = 50;

    [Fact]
    public async Task What_its_authors_withdrew_is_in_no_checkpoint_after_two_more()
    {
        using var deployment = new Deployment();
        var cut = Story.Lines.Length * 3 / 4;
        var run = deployment.Start(new(), checkpoints: deployment.Checkpoints);
        var sent = deployment.Feed([.. Story.Lines.Take(cut), .. Posts(Story.Lines[cut])]);
        await Eventually.Holds(() => run.Progress.Messages == sent && Files(deployment).Any(Holds));

        sent += deployment.Feed([.. Story.Lines.Skip(cut).Take(Later), .. Withdrawals(Story.Lines[cut]), .. Story.Lines.Skip(cut + Later)]);
        await Eventually.Holds(() => run.Progress.Messages == sent && run.Progress.IsDrained);
        await run.Stop();
        await deployment.Start(new(UntilDrained: true), checkpoints: deployment.Checkpoints).Ended();

        Assert.NotEmpty(Files(deployment));
        Assert.DoesNotContain(Files(deployment), Holds);
    }

    private static string[] Files(Deployment deployment) => Directory.Exists(deployment.Checkpoints.Folder) ? Directory.GetFiles(deployment.Checkpoints.Folder) : [];

    private static bool Holds(string file)
    {
        try
        {
            return File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(Marker)) >= 0;
        }
        catch (IOException)
        {
            // Just being written, renamed or deleted.
            return false;
        }
    }

    private static IEnumerable<byte[]> Posts(byte[] model) => Enumerable.Range(0, 12).Select(i =>
    {
        var post = JsonNode.Parse(model)!.AsObject();
        (post["id"], post["author_id"], post["text"]) = ($"w{i}", $"witness{i}", $"{Marker} seen at the harbour by number {i}");
        return Encoding.UTF8.GetBytes(post.ToJsonString());
    });

    private static IEnumerable<byte[]> Withdrawals(byte[] model) => Enumerable.Range(0, 12).Select(i =>
        Encoding.UTF8.GetBytes($$$"""{"delete":{"id":"w{{{i}}}","author_id":"witness{{{i}}}"},"at":{{{JsonNode.Parse(model)!["created_at"]!.ToJsonString()}}}}"""));
}

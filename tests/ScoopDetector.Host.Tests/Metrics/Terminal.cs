using System.Text;

namespace ScoopDetector.Host.Tests.Metrics;

/// <summary>Hears where the desk is.</summary>
internal sealed class Terminal : TextWriter
{
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Uri> Address => _address.Task.WaitAsync(TimeSpan.FromSeconds(40));

    public override Encoding Encoding => Encoding.UTF8;

    public override Task WriteLineAsync(string? value)
    {
        if (value?.Split(" shows the alerts live") is [var address, _])
        {
            _address.TrySetResult(new(address));
        }
        return Task.CompletedTask;
    }
}

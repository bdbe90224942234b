using System.Runtime.InteropServices;

namespace ScoopDetector.Host.Verbs;

/// <summary>Ctrl-C and SIGTERM stop the work; the process ends by itself once what was begun is settled.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly PosixSignalRegistration _terminate;
    private readonly PosixSignalRegistration _interrupt;

    public StopSignals()
    {
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    }

    public CancellationTokenSource Source { get; } = new();

    public void Dispose()
    {
        _terminate.Dispose();
        _interrupt.Dispose();
        Source.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        // Whoever asks a second time does not want to wait: then the process ends at once, as it may at any moment.
        signal.Cancel = !Source.IsCancellationRequested;
        Source.Cancel();
    }
}

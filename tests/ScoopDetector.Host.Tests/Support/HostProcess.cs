using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using ScoopDetector.Host.Verbs;
using Xunit;

namespace ScoopDetector.Host.Tests.Support;

/// <summary>The program as a process of its own, as a terminal or a service manager has it.</summary>
internal sealed class HostProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly Task<string> _errors;

    public HostProcess(params string[] arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send.");
        string[] command = ["dotnet", typeof(CommandLine).Assembly.Location, .. arguments];
        // Started in the background by a shell, the tests and so their children ignore SIGINT; a program at a terminal does not.
        string[] whole = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", .. command] : command;
        _process = Process.Start(new ProcessStartInfo(whole[0], whole[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _errors = ReadErrorsAsync();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Reads what it says up to a line with these words, and gives that line.</summary>
    public async Task<string> SaysAsync(string words)
    {
        while (await _process.StandardOutput.ReadLineAsync(Stop) is { } line)
        {
            if (line.Contains(words, StringComparison.Ordinal))
            {
                return line;
            }
        }
        Assert.Fail($"It ended without saying '{words}': {await _errors}");
        return "";
    }

    /// <summary>Waits until a line with these words is among its errors.</summary>
    public Task ComplainsAsync(string words) => Eventually.Holds(() => Complaints.Contains(words, StringComparison.Ordinal));

    private string Complaints
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    public void Send(PosixSignal signal) => Assert.Equal(0, kill(_process.Id, signal == PosixSignal.SIGINT ? 2 : 15));

    /// <summary>Fails if that takes longer, and with its last words if it did not end by itself (128 and more is a crash).</summary>
    public async Task<(int Code, string LastLine, string Errors)> EndsWithinAsync(TimeSpan time)
    {
        var rest = await _process.StandardOutput.ReadToEndAsync(Stop).WaitAsync(time, Stop);
        await _process.WaitForExitAsync(Stop).WaitAsync(time, Stop);
        Assert.True(_process.ExitCode < 128, $"It ended with {_process.ExitCode}: {await _errors}");
        return (_process.ExitCode, rest.TrimEnd().Split('\n')[^1], await _errors);
    }

    private async Task<string> ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync(Stop) is { } line)
        {
            lock (_said)
            {
                _said.Append(line).Append('\n');
            }
        }
        return Complaints;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }
        _process.Dispose();
    }

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int process, int signal);
}

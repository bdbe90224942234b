using System.Net;
using System.Net.Sockets;
using ScoopDetector.Host.Settings;

namespace ScoopDetector.Host.Doctor;

/// <summary>Looks whether secrets are kept from others, and whether a port may be listened on.</summary>
internal static class PermissionCheck
{
    /// <param name="file">Of settings.</param>
    /// <param name="settings">As they hold.</param>
    public static Finding? File(string? file, IEnumerable<Setting> settings)
    {
        if (file is null || OperatingSystem.IsWindows())
        {
            return null;
        }
        var secrets = settings.Where(setting => setting.Origin == file && Secrets.IsSecret(setting.Key)).Select(setting => setting.Key).ToList();
        return secrets.Count > 0 && System.IO.File.GetUnixFileMode(file).HasFlag(UnixFileMode.OtherRead)
            ? Finding.Wrong("permissions", $"{file} holds {string.Join(", ", secrets)} and everybody on this machine can read it: chmod 600 {file}, or set them in the environment")
            : Finding.Ok("permissions", secrets.Count > 0 ? $"{file} holds secrets, and only its owner and group can read it" : $"{file} holds no secrets");
    }

    /// <summary>A port of a run that is at work already is taken too, and need not be wrong.</summary>
    public static Finding Port(string what, string address, int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Parse(address), port);
            listener.Start();
            listener.Stop();
            return Finding.Ok(what, $"{address}:{port} is free");
        }
        catch (SocketException fault) when (fault.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return Finding.Unknown(what, $"{address}:{port} is in use: by this very run if it is at work already; otherwise end that program or choose another port");
        }
        catch (SocketException fault)
        {
            return Finding.Wrong(what, $"{address}:{port} cannot be listened on ({fault.Message}): choose another address or port");
        }
    }
}

using System.ComponentModel.DataAnnotations;
using System.Net;

namespace ScoopDetector.Host.Metrics;

/// <summary>Where a run without a desk shows its metrics and health; a desk shows them at its own address.</summary>
internal sealed record MetricsOptions : IValidatableObject
{
    /// <summary>Default 0: nowhere.</summary>
    [Range(0, 65_535)]
    public int Port { get; init; }

    /// <summary>The address to listen on. Default 127.0.0.1: this machine only, and no login. Any other asks for a key of the desk (Desk:Keys).</summary>
    [Required]
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>Where traces of panes and alerts go, by OTLP over gRPC, such as http://127.0.0.1:4317. Default null: nowhere. Needs <see cref="Port"/> or a desk.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>The share of panes that is traced. Default 1: there are few, one for each pane of a partition.</summary>
    [Range(0.0, 1.0)]
    public double OtlpShare { get; init; } = 1;

    public bool IsOpenToOthers => !IPAddress.IsLoopback(IPAddress.Parse(Address));

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IPAddress.TryParse(Address, out _))
        {
            yield return new($"Address is '{Address}': it must be an IP address, such as 127.0.0.1, or 0.0.0.0 for all of this machine.", [nameof(Address)]);
        }
    }
}

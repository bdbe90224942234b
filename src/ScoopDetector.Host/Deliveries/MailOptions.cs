using System.ComponentModel.DataAnnotations;

namespace ScoopDetector.Host.Deliveries;

/// <summary>The server that takes e-mail from here. It may be on a private network: whoever sets it runs both.</summary>
internal sealed record MailOptions : IValidatableObject
{
    /// <summary>Its name or address. Default none: no e-mail.</summary>
    public string Server { get; init; } = "";

    /// <summary>Default 587, where programs hand in mail.</summary>
    [Range(1, 65_535)]
    public int Port { get; init; } = 587;

    /// <summary>How the connection is kept secret. Default startTls: not at all is refused.</summary>
    public MailSecurity Security { get; init; } = MailSecurity.StartTls;

    /// <summary>Who logs in. Default nobody.</summary>
    public string? User { get; init; }

    /// <summary>With what.</summary>
    public string? Password { get; init; }

    /// <summary>From whom. Its domain also names the messages.</summary>
    public string From { get; init; } = "";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Server.Length > 0 && Addresses.Of(From).Count != 1)
        {
            yield return new($"From is '{From}': it must be one e-mail address, such as Scoop <scoop@example.org>.", [nameof(From)]);
        }
        if (User is null != Password is null)
        {
            yield return new("User and Password go together.", [nameof(User), nameof(Password)]);
        }
        if (User is not null && Security == MailSecurity.None)
        {
            yield return new("Security is None, and User is set: a password does not go over an open line.", [nameof(Security), nameof(User)]);
        }
    }

    /// <summary>Without the password.</summary>
    public override string ToString() => Server;
}

internal enum MailSecurity
{
    /// <summary>Open, until the server has said that it can do TLS; it must.</summary>
    StartTls,

    /// <summary>From the first byte.</summary>
    Tls,

    /// <summary>Not at all: for a server on this machine.</summary>
    None,
}

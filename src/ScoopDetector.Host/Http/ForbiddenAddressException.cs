namespace ScoopDetector.Host.Http;

/// <summary>Nothing may be asked or sent there.</summary>
internal sealed class ForbiddenAddressException(string message) : Exception(message);

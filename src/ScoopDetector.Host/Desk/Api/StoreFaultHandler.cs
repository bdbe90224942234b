using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using ScoopDetector.Host.Store;

namespace ScoopDetector.Host.Desk.Api;

/// <summary>Says to whoever asks for a change that the store cannot keep it: 507 where there is no room, 503 where something passes sooner.</summary>
internal sealed class StoreFaultHandler(IProblemDetailsService problems) : IExceptionHandler
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    public ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken stop)
    {
        if (exception is not StoreFault fault)
        {
            return ValueTask.FromResult(false);
        }
        context.Response.StatusCode = fault.IsFull ? StatusCodes.Status507InsufficientStorage : StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return problems.TryWriteAsync(new()
        {
            HttpContext = context,
            ProblemDetails = { Status = context.Response.StatusCode, Title = "It was not done.", Detail = $"{fault.Message}. Nothing of it is kept: try again when it can." },
        });
    }
}

using Microsoft.AspNetCore.Components;

namespace ScoopDetector.Host.Desk;

/// <summary>A part of the page that looks again whenever something has changed: at once, but not more often than four times a second.</summary>
public abstract class Live : ComponentBase, IDisposable
{
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _gone = new();

    [Inject]
    internal Newsdesk Desk { get; set; } = null!;

    [Inject]
    internal TimeProvider Clock { get; set; } = null!;

    /// <summary>Ends when there may be something new to show. Default: when anything of the desk has changed.</summary>
    private protected virtual Task Changed => Desk.Changed;

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _ = FollowAsync();
        }
    }

    /// <returns>Whether there is something new to show.</returns>
    protected abstract bool Look();

    /// <summary>Called after something new was shown because it had changed.</summary>
    protected virtual void OnShown()
    {
    }

    public virtual void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task FollowAsync()
    {
        var gone = _gone.Token;
        try
        {
            // What has changed between the drawing and now is looked at first.
            for (var changed = Task.CompletedTask; !Desk.IsClosed;)
            {
                await changed.WaitAsync(gone);
                changed = Changed;
                await InvokeAsync(Refresh);
                await Task.Delay(AtMostEvery, Clock, gone);
            }
        }
        catch (Exception) when (gone.IsCancellationRequested)
        {
            // Nobody looks any more.
        }
        catch (Exception fault)
        {
            // A page that has stopped looking must not pass for a quiet one: this ends it, and the browser says so.
            await DispatchExceptionAsync(fault);
        }
    }

    private void Refresh()
    {
        if (!_gone.IsCancellationRequested && Look())
        {
            StateHasChanged();
            OnShown();
        }
    }
}

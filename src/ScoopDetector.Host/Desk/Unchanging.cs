using Microsoft.AspNetCore.Components;

namespace ScoopDetector.Host.Desk;

/// <summary>A part of the page that is drawn anew only when what it shows has changed, however often the page around it is.</summary>
public abstract class Unchanging : ComponentBase
{
    private object? _drawn;

    /// <summary>All that its parameters say. Two that are equal look the same.</summary>
    protected abstract object State { get; }

    public override Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        if (State.Equals(_drawn))
        {
            return Task.CompletedTask;
        }
        _drawn = State;
        return base.SetParametersAsync(ParameterView.Empty);
    }
}

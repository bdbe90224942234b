namespace ScoopDetector.Host.Store;

/// <summary>Opens the store, and waits for room where its disk is full, as a desk does that is running.</summary>
internal static partial class StoreOpening
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    /// <exception cref="OperationCanceledException">It was stopped before there was room.</exception>
    /// <exception cref="Verbs.UsageException">It is no file that a store can be kept in, or another desk has it.</exception>
    public static async Task<AlertStore> WhenThereIsRoomAsync(StoreOptions options, TimeProvider clock, ILogger log, CancellationToken stop)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            try
            {
                return AlertStore.Open(options, clock, log);
            }
            catch (StoreFault fault)
            {
                if (isFirst)
                {
                    LogWaits(log, fault.Reason);
                }
            }
            await Task.Delay(Pause, clock, stop);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "desk: the store cannot be opened: {Reason}. Nothing is lost; it starts once there is room.")]
    private static partial void LogWaits(ILogger log, string reason);
}

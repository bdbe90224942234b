namespace ScoopDetector.Host.Store;

/// <summary>One thing that has changed in the store.</summary>
/// <param name="Number">Of the change. An act and the event that it is on change together, under one number.</param>
/// <param name="What">An <see cref="AlertEntry"/> or an <see cref="Act"/>, as it stands now.</param>
internal readonly record struct StoreChange(long Number, object What);

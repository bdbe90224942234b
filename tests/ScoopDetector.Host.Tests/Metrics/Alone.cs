using Xunit;

namespace ScoopDetector.Host.Tests.Metrics;

/// <summary>Meters of one name are one to whoever scrapes a process: while these tests run, no other run in it may come or go.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace ScoopDetector.Benchmarks.Questions;

/// <summary>How all questions are asked: in this process, on the runtime settings of the product, with allocations beside the time.</summary>
internal sealed class QuestionConfig : ManualConfig
{
    public QuestionConfig()
    {
        // In this process: BenchmarkDotNet would else write and build a project for each run, which takes minutes on two shared cores, needs a package source, and would not have the runtime settings of the product.
        AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(3).WithIterationCount(9));
        AddDiagnoser(MemoryDiagnoser.Default);
        AddColumnProvider(DefaultColumnProviders.Instance);
        AddExporter(MarkdownExporter.GitHub);
        AddLogger(ConsoleLogger.Default);
        ArtifactsPath = Path.Combine("artifacts", "questions");
        Options |= ConfigOptions.DisableOptimizationsValidator;
    }
}

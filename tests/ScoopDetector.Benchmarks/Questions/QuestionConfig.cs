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
        // In this process: BenchmarkDotNet would else write, restore and build a project of its own for each run, which takes minutes on two shared cores and needs a package source.
        AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(3).WithIterationCount(9));
        AddDiagnoser(MemoryDiagnoser.Default);
        AddColumnProvider(DefaultColumnProviders.Instance);
        AddExporter(MarkdownExporter.GitHub);
        AddLogger(ConsoleLogger.Default);
        ArtifactsPath = Path.Combine("artifacts", "questions");
    }
}

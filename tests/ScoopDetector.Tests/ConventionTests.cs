using System.ComponentModel.DataAnnotations;
using ScoopDetector.Tests.Support;
using Xunit;

namespace ScoopDetector.Tests;

public sealed class ConventionTests
{
    public static TheoryData<Type> Options => [.. typeof(ScoopOptions).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.Name.EndsWith("Options", StringComparison.Ordinal))];

    [Fact]
    public void The_core_needs_nothing_but_the_framework_and_Reactive() =>
        Assert.DoesNotContain(typeof(ScoopOptions).Assembly.GetReferencedAssemblies(), reference => !reference.Name!.StartsWith("System.", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Options))]
    public void The_defaults_of_all_options_are_valid(Type type)
    {
        var options = Activator.CreateInstance(type)!;
        var results = new List<ValidationResult>();

        Validator.TryValidateObject(options, new(options), results, validateAllProperties: true);

        Assert.Empty(results.Select(result => result.ErrorMessage));
    }

    /// <summary>But for <c>Eventually</c>, the one place that waits for other threads and processes.</summary>
    [Theory]
    [InlineData("Thread", "Sleep")]
    [InlineData("Task", "Delay(")]
    public void No_test_sleeps(string type, string member)
    {
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root(), "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Contains("obj") && Path.GetFileName(file) != "Eventually.cs");

        Assert.DoesNotContain(files, file => File.ReadAllText(file).Contains($"{type}.{member}", StringComparison.Ordinal));
    }
}

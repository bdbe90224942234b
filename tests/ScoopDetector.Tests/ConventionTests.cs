using System.ComponentModel.DataAnnotations;
using Xunit;

namespace ScoopDetector.Tests;

public sealed class ConventionTests
{
    [Fact]
    public void The_core_rests_on_the_framework_and_Rx_alone() =>
        Assert.All(typeof(ScoopPipeline).Assembly.GetReferencedAssemblies(), name => Assert.StartsWith("System", name.Name));

    [Fact]
    public void Every_options_record_finds_its_own_defaults_right() =>
        Assert.All(typeof(ScoopOptions).Assembly.GetTypes().Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && !type.IsAbstract), type =>
        {
            var options = Activator.CreateInstance(type)!;
            Validator.ValidateObject(options, new(options), validateAllProperties: true);
        });
}

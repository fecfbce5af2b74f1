using Tidy.Tests.Rules;

namespace Tidy.Tests;

public sealed class SizeTests
{
    [Fact]
    public void A_file_fits_in_a_head() => Offence.AssertNone(Repository.CSharp.SelectMany(SizeRules.File));

    [Fact]
    public void A_method_fits_on_a_screen() => Offence.AssertNone(Repository.CSharp.SelectMany(SizeRules.Method));

    [Fact]
    public void A_line_fits_beside_another() => Offence.AssertNone(Repository.CSharp.SelectMany(SizeRules.Line));

    [Fact]
    public void The_usual_file_is_small()
    {
        var sizes = Repository.Source.Select(f => f.LineCount).Order().ToList();
        var median = sizes[sizes.Count / 2];
        Assert.True(
            median <= Limits.MedianFileLines,
            $"the median of the {sizes.Count} files in src is {median} lines, at most {Limits.MedianFileLines}");
    }
}

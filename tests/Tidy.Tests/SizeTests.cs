using Tidy.Tests.Rules;

namespace Tidy.Tests;

public sealed class SizeTests
{
    [Fact]
    public void A_file_fits_in_a_head() => Offence.AssertNone(Repository.CSharp.SelectMany(SizeRules.File));

    [Fact]
    public void A_method_fits_on_a_screen() => Offence.AssertNone(Repository.CSharp.SelectMany(SizeRules.Method));

    [Fact]
    public void A_line_fits_beside_another()
    {
        var offences = Repository.CSharp.SelectMany(SizeRules.Line).ToList();
        if (offences.Count > Limits.LongLines)
        {
            Offence.AssertNone(offences);
        }

        Assert.True(
            offences.Count >= Limits.LongLines - Limits.Slack,
            $"{offences.Count} long lines are left: set {nameof(Limits)}.{nameof(Limits.LongLines)} to that");
    }

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

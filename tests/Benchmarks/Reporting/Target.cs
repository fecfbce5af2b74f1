namespace Benchmarks.Reporting;

/// <summary>What a figure is meant to be.</summary>
/// <param name="Value">The bound, in the figure's unit.</param>
/// <param name="IsUpper">Whether the figure may be at most that, rather than at least.</param>
internal sealed record Target(double Value, bool IsUpper)
{
    public static Target AtLeast(double value) => new(value, false);

    public static Target AtMost(double value) => new(value, true);

    public bool IsMetBy(double value) => IsUpper ? value <= Value : value >= Value;
}

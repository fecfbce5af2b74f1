namespace Tidy.Tests;

/// <summary>A place that breaks a rule. Line 0 is the file as a whole.</summary>
internal sealed record Offence(string Path, int Line, string What)
{
    public override string ToString() => Line == 0 ? $"{Path}: {What}" : $"{Path}:{Line}: {What}";

    /// <summary>Fails a test with a line for each offence.</summary>
    public static void AssertNone(IEnumerable<Offence> offences)
    {
        var lines = offences.Select(o => o.ToString()).Distinct().Order(StringComparer.Ordinal).ToList();
        if (lines.Count > 0)
        {
            Assert.Fail($"{lines.Count} offences:\n{string.Join('\n', lines)}");
        }
    }
}

namespace Benchmarks.Reporting;

/// <summary>What a benchmark found.</summary>
/// <param name="Name">The benchmark.</param>
/// <param name="Subject">What was measured, in a line.</param>
internal sealed record Report(string Name, string Subject)
{
    /// <summary>Why there are no figures; null when it could be measured.</summary>
    public string? Error { get; init; }

    /// <summary>Single figures, the most important first.</summary>
    public List<Figure> Figures { get; } = [];

    /// <summary>Tables.</summary>
    public List<Table> Tables { get; } = [];

    /// <summary>What a reader must know to read the figures rightly.</summary>
    public List<string> Notes { get; } = [];
}

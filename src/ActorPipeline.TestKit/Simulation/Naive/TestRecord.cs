using System.Globalization;
using System.Text.Json;
using ActorPipeline.Records;

namespace ActorPipeline.TestKit.Simulation.Naive;

/// <summary>A record as the test made it, and as a line of JSON.</summary>
/// <param name="T">Event time, microseconds.</param>
/// <param name="K">Key.</param>
/// <param name="G">Another key.</param>
/// <param name="I">An integer.</param>
/// <param name="D">A double.</param>
/// <param name="M">A decimal.</param>
/// <param name="S">A text.</param>
/// <param name="B">A boolean.</param>
internal sealed record TestRecord(
    long? T, string? K, long? G, long? I, double? D, decimal? M, string? S, bool? B)
{
    /// <summary>Why the record is none, when its line is broken.</summary>
    public DeadReason? Broken { get; init; }

    /// <summary>The line when it is not made of the values.</summary>
    public string? Line { get; init; }

    public object? Value(string column) => column switch
    {
        "k" => K,
        "g" => G,
        "i" => I,
        "d" => D,
        "m" => M,
        "s" => S,
        "b" => B,
        _ => T,
    };

    public override string ToString() => Line ?? "{" + string.Join(',', new[]
    {
        Field("t", T), Field("k", K), Field("g", G), Field("i", I), Field("d", D), Field("m", M), Field("s", S),
        Field("b", B),
    }.Where(f => f.Length > 0)) + "}";

    private string Field(string name, object? value) => value switch
    {
        // Every other null is a missing name.
        null => (T ?? 0) % 2 == 0 ? $"\"{name}\":null" : "",
        string text => $"\"{name}\":{JsonSerializer.Serialize(text)}",
        bool flag => $"\"{name}\":{(flag ? "true" : "false")}",
        double number => $"\"{name}\":{number.ToString("R", CultureInfo.InvariantCulture)}",
        _ => $"\"{name}\":{Convert.ToString(value, CultureInfo.InvariantCulture)}",
    };
}

using ActorPipeline.Plan;

namespace ActorPipeline.TestKit.Simulation.Naive;

/// <summary>A window of each kind, of sizes that fit the generated records.</summary>
internal static class WindowKinds
{
    public static IReadOnlyList<string> Kinds { get; } = ["tumbling", "hopping", "session", "global"];

    public static WindowSpec Of(string kind) => kind switch
    {
        "tumbling" => new WindowSpec.Tumbling(3_000),
        "hopping" => new WindowSpec.Hopping(4_500, 1_500),
        "hopping-long" => new WindowSpec.Hopping(24_000, 300),
        "session" => new WindowSpec.Session(1_200),
        _ => new WindowSpec.Global(),
    };
}

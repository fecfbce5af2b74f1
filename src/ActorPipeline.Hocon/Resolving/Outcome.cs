namespace ActorPipeline.Hocon.Resolving;

/// <summary>What resolving a node leads to: a value, nothing (an undefined optional substitution), or a
/// cycle.</summary>
internal readonly record struct Outcome(HoconValue? Value, Cycle? Cycle)
{
    public static Outcome Undefined => default;

    public bool IsCycle => Cycle is not null;

    public static Outcome Of(HoconValue? value) => new(value, null);

    public static Outcome Of(Cycle cycle) => new(null, cycle);
}

namespace ActorPipeline.Plan;

/// <summary>Aggregate functions. The numbers are part of the journal's format: never renumber.</summary>
public enum AggregateKind : byte
{
    /// <summary>Number of records (that meet the condition, and whose argument, if any, is not null): int64.</summary>
    Count = 1,

    /// <summary>Sum of the argument, of its type; null without any, and when it is beyond the type.</summary>
    Sum = 2,

    /// <summary>Least value, of the argument's type.</summary>
    Min = 3,

    /// <summary>Greatest value, of the argument's type.</summary>
    Max = 4,

    /// <summary>Arithmetic mean: double.</summary>
    Mean = 5,

    /// <summary>Sample variance (n - 1): double; null below two values.</summary>
    Variance = 6,

    /// <summary>Sample standard deviation: double; null below two values.</summary>
    StdDev = 7,

    /// <summary>
    /// Value of the earliest event time, then lowest partition, then first in it; of the argument's type.
    /// </summary>
    First = 8,

    /// <summary>
    /// Value of the latest event time, then highest partition, then last in it; of the argument's type.
    /// </summary>
    Last = 9,
}

using ActorPipeline.TestKit.Rows;

namespace ActorPipeline.Node.Testing;

/// <summary>A case: input, and what must come of it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Where">File and line.</param>
/// <param name="Partitions">By source partition, the records.</param>
/// <param name="Results">All results.</param>
/// <param name="IsOrdered">Whether results must come in this order.</param>
/// <param name="DeadLetters">All dead letters, in any order.</param>
/// <param name="Filtered">How many records <c>where</c> drops; null for any number.</param>
internal sealed record TestCase(
    string Name,
    string Where,
    IReadOnlyList<IReadOnlyList<string>> Partitions,
    IReadOnlyList<ExpectedRow> Results,
    bool IsOrdered,
    IReadOnlyList<ExpectedRow> DeadLetters,
    long? Filtered);

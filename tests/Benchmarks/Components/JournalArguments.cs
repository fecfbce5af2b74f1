namespace Benchmarks.Components;

/// <summary>What the process that measures the journal is to commit.</summary>
/// <param name="Directory">Where the journal goes.</param>
/// <param name="Commits">Group commits of all shards.</param>
internal sealed record JournalArguments(string Directory, int Commits);

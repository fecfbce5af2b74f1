namespace Benchmarks.Ledgers;

/// <summary>What is measured.</summary>
/// <param name="Journal">memory, sqlite, persistence-sqlite or persistence-postgresql.</param>
/// <param name="Directory">Where its files go.</param>
/// <param name="BlockBytes">Events of a commit.</param>
/// <param name="TotalBytes">All of them.</param>
internal sealed record LedgerArguments(string Journal, string Directory, int BlockBytes, long TotalBytes);

namespace ActorPipeline.Events;

/// <summary>A place in the events of a shard: before one of them, or after the last.</summary>
/// <param name="Commit">A commit; the events of all commits before it are passed.</param>
/// <param name="Index">How many events of that commit are passed.</param>
public readonly record struct ShardPosition(long Commit, int Index) : IComparable<ShardPosition>
{
    /// <inheritdoc />
    public int CompareTo(ShardPosition other) =>
        Commit != other.Commit ? Commit.CompareTo(other.Commit) : Index.CompareTo(other.Index);

    /// <summary>Whether one place is before another.</summary>
    public static bool operator <(ShardPosition left, ShardPosition right) => left.CompareTo(right) < 0;

    /// <summary>Whether one place is behind another.</summary>
    public static bool operator >(ShardPosition left, ShardPosition right) => left.CompareTo(right) > 0;

    /// <summary>Whether one place is before another, or the same.</summary>
    public static bool operator <=(ShardPosition left, ShardPosition right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one place is behind another, or the same.</summary>
    public static bool operator >=(ShardPosition left, ShardPosition right) => left.CompareTo(right) >= 0;
}

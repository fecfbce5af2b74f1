namespace ActorPipeline.Sql.Sqlite;

/// <summary>The key of a snapshot page: <c>shard &lt;&lt; 32 | page</c>.</summary>
internal static class PageKey
{
    private const int ShardShift = 32;

    public static long Of(int shard, int page) => ((long)shard << ShardShift) | (uint)page;

    public static int PageOf(long key) => (int)key;

    /// <summary>The keys of all pages of a shard lie between this and <see cref="Last"/>, inclusive.</summary>
    public static long First(int shard) => (long)shard << ShardShift;

    public static long Last(int shard) => First(shard) | uint.MaxValue;
}

using ActorPipeline.Journal;

namespace ActorPipeline.Sql.Sqlite;

/// <summary>What goes into each table's <c>crc</c>; part of the file's format. (Shards: see ShardRow.)</summary>
internal static class RowChecks
{
    private const ulong EventsTable = 2;
    private const ulong PagesTable = 3;
    private const ulong PageStatesTable = 4;
    private const ulong SinksTable = 5;
    private const ulong NamedValuesTable = 6;
    private const ulong OutboxTable = 16;

    public static long Events(long shard, long sequence, long previous, int length) =>
        RowCheck.OfTable(EventsTable).Add(shard).Add(sequence).Add(previous).Add(length).Value;

    public static long Outbox(OutboxKind kind, long shard, long sequence, long previous, int length) =>
        RowCheck.OfTable(OutboxTable + (ulong)kind).Add(shard).Add(sequence).Add(previous).Add(length).Value;

    public static long Page(long id, long sequence, ReadOnlySpan<byte> entry) =>
        RowCheck.OfTable(PagesTable).Add(id).Add(sequence).Add(entry).Value;

    public static long PageState(long id, long sequence, int length) =>
        RowCheck.OfTable(PageStatesTable).Add(id).Add(sequence).Add(length).Value;

    public static long Sink(OutboxKind kind, ReadOnlySpan<byte> sequences, ReadOnlySpan<byte> state) =>
        RowCheck.OfTable(SinksTable).Add((long)kind).Add(sequences).Add(state).Value;

    public static long NamedValue(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) =>
        RowCheck.OfTable(NamedValuesTable).Add(name).Add(value).Value;
}

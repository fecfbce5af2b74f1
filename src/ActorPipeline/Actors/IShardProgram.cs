using ActorPipeline.Emission;
using ActorPipeline.Journal.Format;
using ActorPipeline.Records;

namespace ActorPipeline.Actors;

/// <summary>
/// What a shard runs for its actors: the engine's inner contract. A program holds the state of all actors of one
/// shard, addressed by ordinal, in pages of <see cref="ActorPage.Size"/>; it is pure: no clock, no I/O, nothing outside
/// itself, so that the same events give the same state live and in replay. One thread at a time.
/// <para>
/// Every page that a call names was given by <see cref="AddPage"/> or <see cref="LoadPage"/> before and not dropped
/// since; the shard sees to that.
/// </para>
/// </summary>
public interface IShardProgram
{
    /// <summary>Bytes of memory that the resident pages' state takes.</summary>
    long StateBytes { get; }

    /// <summary>
    /// Applies events in order; the only code, with <see cref="ClosePage"/>, that changes state. Live, the program may
    /// refuse an event, which then leaves no trace, by adding its number to <paramref name="rejected"/>.
    /// </summary>
    void ApplyBatch(EventBatch events, List<int> rejected);

    /// <summary>Applies events that were journaled under some version of the plan: facts, none is refused.</summary>
    void Replay(EventBatch events, int planVersion);

    /// <summary>Types of the columns that events of a version of the plan have.</summary>
    IReadOnlyList<ColumnType> EventTypes(int planVersion);

    /// <summary>
    /// Closes what is due in a page at a watermark and, where <paramref name="results"/> is given, emits it.
    /// </summary>
    /// <param name="page">The page.</param>
    /// <param name="watermarkUs">The shard's watermark, microseconds.</param>
    /// <param name="isEndOfInput">Whether the input has come to its end: then what never closes is emitted too.</param>
    /// <param name="results">Where to emit, with the page's keys; null in replay.</param>
    /// <param name="keys">The page's keys.</param>
    void ClosePage(int page, long watermarkUs, bool isEndOfInput, ResultRows? results, ActorPage keys);

    /// <summary>
    /// The earliest watermark at which something in the page closes; <see cref="long.MaxValue"/> for never.
    /// </summary>
    long DueUs(int page);

    /// <summary>Whether an actor has no state, so that forgetting it changes nothing.</summary>
    bool IsEmpty(int ordinal);

    /// <summary>A page without actors.</summary>
    void AddPage(int page);

    /// <summary>Writes the state of a page's actors.</summary>
    void WritePage(int page, ActorPage keys, ByteWriter writer);

    /// <summary>
    /// Reads what <see cref="WritePage"/> wrote, for the same actors, under some version of the plan.
    /// </summary>
    /// <exception cref="FormatDamageException">The bytes are no such page.</exception>
    void LoadPage(int page, ActorPage keys, int planVersion, ref ByteCursor cursor);

    /// <summary>Forgets a page's state.</summary>
    void DropPage(int page);
}

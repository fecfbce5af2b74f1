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
internal interface IShardProgram
{
    /// <summary>Bytes of memory that the resident pages' state takes.</summary>
    long StateBytes { get; }

    /// <summary>
    /// Whether a message that is accepted is itself the event, which the shard then journals; else the program journals
    /// facts of its own.
    /// </summary>
    bool JournalsMessages { get; }

    /// <summary>
    /// Applies messages in order; the only code, with <see cref="ClosePage"/> and <see cref="WakePage"/>, that changes
    /// state. The program may refuse a message, which then leaves no trace.
    /// </summary>
    void ApplyBatch(EventBatch messages, ShardOutput output);

    /// <summary>Applies messages that were journaled under some version of the plan: facts, none is refused.</summary>
    void Replay(EventBatch events, int planVersion);

    /// <summary>Applies a frame of the program's own facts, from the byte after its kind.</summary>
    /// <param name="cursor">The frame; left at its end.</param>
    /// <param name="planVersion">The version of the plan that it was written under.</param>
    /// <param name="isWanted">Whether an actor's facts are to be applied; else its snapshot has them.</param>
    /// <exception cref="FormatDamageException">The bytes are no such frame.</exception>
    void ReplayFacts(ref ByteCursor cursor, int planVersion, Func<int, bool> isWanted);

    /// <summary>Types of the columns that events of a version of the plan have.</summary>
    IReadOnlyList<ColumnType> EventTypes(int planVersion);

    /// <summary>
    /// Closes what is due in a page at a watermark and, where <paramref name="output"/> is given, emits it.
    /// </summary>
    /// <param name="page">The page.</param>
    /// <param name="watermarkUs">The shard's watermark, microseconds.</param>
    /// <param name="isEndOfInput">Whether the input has come to its end: then what never closes is emitted too.</param>
    /// <param name="output">Where to emit, with the page's keys; null in replay.</param>
    /// <param name="keys">The page's keys.</param>
    void ClosePage(int page, long watermarkUs, bool isEndOfInput, ShardOutput? output, ActorPage keys);

    /// <summary>
    /// Up to which watermark to close a page at once when all is due up to one: less of it where so much is due that
    /// it would make a commit too large. The rest is closed next, so it must be one that closes something.
    /// </summary>
    long CloseThroughUs(int page, long watermarkUs) => watermarkUs;

    /// <summary>Does what is due in a page at the time of the node; what comes of it is journaled as facts.</summary>
    void WakePage(int page, ShardOutput output, ActorPage keys);

    /// <summary>
    /// The earliest watermark at which something in the page closes; <see cref="long.MaxValue"/> for never.
    /// </summary>
    long DueUs(int page);

    /// <summary>
    /// The earliest time of the node at which something in the page is due; <see cref="long.MaxValue"/> for never.
    /// </summary>
    long AlarmUs(int page);

    /// <summary>Whether all of a page's actors, so many, have said that they are not needed soon.</summary>
    bool IsDismissed(int page, int actors) => false;

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

    /// <summary>
    /// Stops an actor that throws whenever something in its page is due, so that the others go on.
    /// </summary>
    /// <exception cref="NotSupportedException">The program has no such actors.</exception>
    void Condemn(int ordinal, string reason, ShardOutput output) => throw new NotSupportedException(reason);

    /// <summary>The program is used no more: whoever waits for an answer of it is told why there is none.</summary>
    void Abandon(Exception cause)
    {
    }
}

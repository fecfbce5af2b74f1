using ActorPipeline.Emission;
using ActorPipeline.Records;

namespace ActorPipeline.Sinks;

/// <summary>
/// Where committed rows go. Call order: <see cref="Open"/> once; then any number of <see cref="Write"/>, in commit
/// order of each shard, with a <see cref="Flush"/> now and then; then dispose, which does not flush. One thread at a
/// time. The engine journals what <see cref="Flush"/> returns and delivers again, after a crash, what was written
/// later; a sink makes that harmless by going back to the journaled state when it is opened, or by knowing itself
/// how far it got. After an exception the engine disposes the sink, waits, and opens a new one. Where the journal
/// has no state of the sink yet, the engine flushes right after opening and journals what it gets before it writes:
/// so whatever a crash leaves in the target is known to be the pipeline's own.
/// </summary>
public interface ISink : IDisposable
{
    /// <summary>What an operator knows it by: <c>file requests.ndjson</c>.</summary>
    string Description { get; }

    /// <summary>Whether each row is delivered once (true) or at least once (false), whatever crashes.</summary>
    bool IsExactlyOnce { get; }

    /// <summary>
    /// Looks for what <see cref="Open"/> would refuse, and changes nothing. A sink that can't tell finds nothing.
    /// </summary>
    /// <exception cref="SinkException">Opening would fail.</exception>
    void Rehearse(SinkProgress journaled)
    {
    }

    /// <summary>Opens the target at the state that the journal knows.</summary>
    /// <returns>The progress that is in the target: the journal's, or further where the sink knows better.</returns>
    /// <exception cref="SinkException">The target can't be written, or is not what the journal says it is.</exception>
    SinkProgress Open(SinkProgress journaled);

    /// <summary>Writes the rows of one commit; the batch is the caller's again on return.</summary>
    /// <exception cref="SinkException">The rows could not be written.</exception>
    void Write(ShardId shard, long sequence, ResultBatch rows);

    /// <summary>Makes all that was written durable. On return nothing of it can be lost.</summary>
    /// <returns>The sink's state at this point for <see cref="SinkProgress.State"/>; empty where it has none.</returns>
    /// <exception cref="SinkException">It could not be made durable.</exception>
    ReadOnlyMemory<byte> Flush();
}

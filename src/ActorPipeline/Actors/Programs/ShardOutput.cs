using ActorPipeline.Emission;
using ActorPipeline.Journal.Format;
using ActorPipeline.Records;

namespace ActorPipeline.Actors;

/// <summary>
/// Where a program puts what comes of messages and of time: part of the commit in the making, or gone without a trace
/// when the program throws.
/// </summary>
internal sealed class ShardOutput
{
    private readonly List<Refusal> _refused = [];
    private ByteWriter _events = new();
    private ResultRows? _results;
    private DeadLetterRows? _deadLetters;
    private List<RequestOutcome> _outcomes = [];
    private RecordBytes? _keyOf;

    /// <summary>Rows for the sink.</summary>
    public ResultRows Results => _results!;

    /// <summary>The messages that were refused, in ascending order.</summary>
    public IReadOnlyList<Refusal> Refused => _refused;

    /// <summary>The time of the node, microseconds since 1970: what delays are counted from.</summary>
    public long NowUs { get; set; }

    /// <summary>Records that had been accepted before, and have become dead letters after all.</summary>
    public int Died { get; private set; }

    /// <summary>The key of an actor; valid until the next call.</summary>
    public ReadOnlySpan<byte> KeyOf(int ordinal) => _keyOf!(ordinal);

    /// <summary>Says that a message was not accepted and left no trace. In ascending order.</summary>
    public void Refuse(int message, DeadReason reason, string detail) =>
        _refused.Add(new Refusal(message, reason, detail));

    /// <summary>Begins a frame of the program's own facts; the caller writes its content.</summary>
    public ByteWriter BeginFacts() => Begin(FrameKind.Facts);

    /// <summary>Begins a frame that says whose facts come next; the caller writes its content.</summary>
    internal ByteWriter BeginNames() => Begin(FrameKind.Named);

    /// <summary>Adds a row of an actor for the sink: its key, then these values.</summary>
    internal void Emit(int ordinal, ReadOnlySpan<Value> values)
    {
        var row = Results.Add(KeyOf(ordinal));
        for (var i = 0; i < values.Length; i++)
        {
            var column = Results.FirstValue + i;
            if (values[i].Type is null)
            {
                Results.SetNull(column, row);
                Results.Batch.Columns[column].ClearValue(row);
            }
            else
            {
                values[i].WriteTo(Results.Batch.Columns[column], row, Results.Batch.Scratch);
            }
        }
    }

    /// <summary>Adds a dead letter for a message that was accepted before.</summary>
    /// <param name="partition">The partition of its record; negative when it was none.</param>
    /// <param name="position">The position of its record.</param>
    /// <param name="detail">Why.</param>
    /// <param name="message">The message's bytes.</param>
    public void Bury(PartitionId partition, long position, string detail, ReadOnlySpan<byte> message)
    {
        _deadLetters!.Add(partition, partition.Value < 0 ? 0 : position, DeadReason.Failed, detail, message);
        Died += partition.Value < 0 ? 0 : 1;
    }

    /// <summary>Says what becomes of a request once the commit is on disk.</summary>
    public void Answer(ActorRequest request, object? reply, Exception? failure = null) =>
        _outcomes.Add(new RequestOutcome(request, reply, failure));

    /// <summary>Points to a commit in the making.</summary>
    internal void Begin(
        ByteWriter events, ResultRows results, DeadLetterRows deadLetters, List<RequestOutcome> outcomes,
        RecordBytes? keyOf = null)
    {
        _keyOf = keyOf;
        (_events, _results, _deadLetters, _outcomes) = (events, results, deadLetters, outcomes);
        _refused.Clear();
        Died = 0;
    }

    private ByteWriter Begin(FrameKind kind)
    {
        _events.WriteByte((byte)kind);
        return _events;
    }
}

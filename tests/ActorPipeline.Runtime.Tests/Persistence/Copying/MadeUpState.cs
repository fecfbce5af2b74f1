using ActorPipeline.Definitions;
using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Runtime.Tests.Persistence.Copying;

/// <summary>
/// A journal as a pipeline leaves it, made up from a seed: blobs of every kind, trimmed, delivered in part.
/// </summary>
internal sealed class MadeUpState(IJournal journal, int seed)
{
    public const int Shards = 4;

    private readonly Random _random = new(seed);
    private readonly ByteWriter _writer = new(256);

    /// <summary>The plan that it says it is of.</summary>
    public static PipelinePlan Plan(string name) => Pipeline.Define(name, Path.GetTempPath())
        .From(Source.Files("in.ndjson"))
        .Decode(Decoder.Json(Field.Text("user")))
        .KeyBy("user")
        .Window(Window.Global)
        .Aggregate("n", "count()")
        .Shards(Shards)
        .To(Sink.File("out.ndjson"));

    /// <summary>Writes it; the last shard has none.</summary>
    public void Write(string name, bool isRetained)
    {
        journal.WriteValue(StateHistory.JournalValue, "layouts"u8);
        journal.WriteValue("source", "positions"u8);
        journal.WriteValue(PlanIdentity.JournalValue, PlanIdentity.Of(Plan(name)).ToJson());
        var delivered = new long[2][];
        (delivered[0], delivered[1]) = (new long[Shards], new long[Shards]);
        for (var i = 0; i < Shards - 1; i++)
        {
            var shard = new ShardId(i);
            var epoch = 0L;
            for (var owners = 1 + _random.Next(3); owners > 0; owners--)
            {
                epoch = journal.OpenShard(shard).Epoch;
            }

            var commits = _random.Next(1, 25);
            for (var sequence = 1; sequence <= commits; sequence++)
            {
                Commit(shard, epoch, sequence, isRetained || _random.Next(4) > 0);
            }

            (delivered[0][i], delivered[1][i]) = (_random.Next(commits + 1), _random.Next(commits + 1));
        }

        var acks = new CommitGroup();
        acks.Acks.Add(new SinkAck(OutboxKind.Results, delivered[0], "file at 17"u8.ToArray()));
        acks.Acks.Add(new SinkAck(OutboxKind.DeadLetters, delivered[1], "file at 4"u8.ToArray()));
        journal.Commit(acks);
    }

    private void Commit(ShardId shard, long epoch, long sequence, bool isKept)
    {
        var commit = new ShardCommit
        {
            Shard = shard,
            Epoch = epoch,
            Sequence = sequence,
            Head = Blob(BlobKind.Head, shard, sequence),
            Events = Perhaps(BlobKind.Events, shard, sequence),
            Results = Perhaps(BlobKind.Results, shard, sequence),
            DeadLetters = Perhaps(BlobKind.DeadLetters, shard, sequence),
            TrimThrough = isKept ? 0 : _random.Next((int)sequence + 1),
        };
        foreach (var page in Enumerable.Range(0, 5).Where(_ => _random.Next(6) == 0))
        {
            commit.Pages.Add(new PageSnapshot(
                page, Blob(BlobKind.PageIndex, shard, page), Blob(BlobKind.Page, shard, page)));
        }

        var group = new CommitGroup();
        group.Shards.Add(commit);
        journal.Commit(group);
    }

    private ReadOnlyMemory<byte> Perhaps(BlobKind kind, ShardId shard, long number) =>
        _random.Next(3) == 0 ? default : Blob(kind, shard, number);

    private byte[] Blob(BlobKind kind, ShardId shard, long number)
    {
        Envelope.Begin(_writer, kind, 1, shard);
        var payload = new byte[_random.Next(1, 2_000)];
        _random.NextBytes(payload);
        _writer.WriteBytes(payload);
        return Envelope.End(_writer, number).ToArray();
    }
}

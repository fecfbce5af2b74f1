using System.Text;
using ActorPipeline.Decoding;
using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Routing;
using ActorPipeline.Sharding;
using RecordPath.Tests.Replay;

namespace RecordPath.Tests.Golden;

/// <summary>
/// The shards of a pipeline, given one partition's lines and told when to commit, so that the bytes of a commit depend
/// on formats only, not on who ran when. Keeps a copy of every blob.
/// </summary>
internal sealed class HandDriven(PipelinePlan plan, IJournal journal)
{
    private readonly RoutedBatch _batch = new(plan, EventLayout.Of(plan));
    private readonly IDecoder _decoder = DecoderFactory.Create(plan.Decoder);
    private readonly Router _router = new(plan);
    private readonly List<Blob> _blobs = [];
    private Shard[] _shards = [];
    private long _watermarkUs = Router.NoWatermarkUs;
    private long _position;
    private long _ingestEpoch;

    public IReadOnlyList<Blob> Blobs => _blobs;

    /// <summary>Starts a process over what is committed; it snapshots everything in its commits, or nothing.</summary>
    public void Open(bool snapshots)
    {
        var engine = plan.Engine with { TailBytes = snapshots ? 0 : 1L << 40 };
        _shards = [.. Enumerable.Range(0, plan.ShardCount).Select(
            i => OpenedShard.Open(plan with { Engine = engine }, journal, 1, i).Shard)];
        _ingestEpoch++;
    }

    /// <summary>Applies lines to all shards, and closes what is due.</summary>
    public void Apply(params string[] lines)
    {
        var records = _batch.Records;
        records.Clear();
        (records.Partition, records.PositionsAreOffsets, records.From) = (new PartitionId(0), true, _position);
        records.Data = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
        var start = 0;
        foreach (var line in lines)
        {
            var end = start + Encoding.UTF8.GetByteCount(line);
            records.AddRow(start, end);
            start = end + 1;
        }

        _position = records.To = _position + records.Data.Length;
        _decoder.Decode(records);
        _batch.IngestEpoch = _ingestEpoch;
        _watermarkUs = _router.Route(_batch, _watermarkUs);
        foreach (var shard in _shards)
        {
            shard.Apply(_batch);
            Assert.True(shard.CloseDue());
        }
    }

    /// <summary>Commits what happened, all shards in one group.</summary>
    public void Commit()
    {
        var group = new CommitGroup();
        var drafts = _shards.Select(s => s.Cut()!).ToArray();
        foreach (var draft in drafts)
        {
            Keep(draft.Commit);
            group.Shards.Add(draft.Commit);
        }

        journal.Commit(group);
        foreach (var draft in drafts)
        {
            Assert.Equal(CommitOutcome.Committed, draft.Commit.Outcome);
            _shards[draft.Commit.Shard.Value].OnCommitted(draft);
            _shards[draft.Commit.Shard.Value].Return(draft);
        }
    }

    private void Keep(ShardCommit commit)
    {
        Keep(BlobKind.Head, commit.Head);
        Keep(BlobKind.Events, commit.Events);
        Keep(BlobKind.Results, commit.Results);
        Keep(BlobKind.DeadLetters, commit.DeadLetters);
        foreach (var page in commit.Pages)
        {
            Keep(BlobKind.PageIndex, page.Index);
            Keep(BlobKind.Page, page.State);
        }

        void Keep(BlobKind kind, ReadOnlyMemory<byte> bytes)
        {
            if (!bytes.IsEmpty)
            {
                _blobs.Add(new Blob(kind, commit.Shard, commit.Sequence, bytes.ToArray()));
            }
        }
    }
}

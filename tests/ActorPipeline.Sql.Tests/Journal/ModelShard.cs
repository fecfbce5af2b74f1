using ActorPipeline.Journal;

namespace ActorPipeline.Sql.Tests.Journal;

/// <summary>A shard of the model: all that was ever committed, and what of it no longer counts.</summary>
internal sealed class ModelShard
{
    private readonly List<(long Sequence, byte[] Events, byte[] Results, byte[] DeadLetters)> _commits = [];
    private long _trimmed;

    public long Epoch { get; set; }

    public long Sequence { get; private set; }

    public byte[] State { get; private set; } = [];

    public Dictionary<int, (long Sequence, byte[] Index, byte[] State)> Pages { get; } = [];

    public bool TryApply(ShardCommit commit)
    {
        if (Epoch == 0 || commit.Epoch != Epoch || commit.Sequence != Sequence + 1)
        {
            return false;
        }

        Sequence++;
        State = commit.Head.ToArray();
        _commits.Add((Sequence, commit.Events.ToArray(), commit.Results.ToArray(), commit.DeadLetters.ToArray()));
        _trimmed = Math.Max(_trimmed, commit.TrimThrough);
        foreach (var page in commit.Pages)
        {
            Pages[page.Page] = (Sequence, page.Index.ToArray(), page.State.ToArray());
        }

        return true;
    }

    public List<(long Sequence, byte[] Block)> EventsAfter(long sequence) =>
        [.. from commit in _commits
            where commit.Sequence > Math.Max(sequence, _trimmed) && commit.Events.Length > 0
            select (commit.Sequence, commit.Events)];

    public List<(long Sequence, byte[] Block)> OutboxAfter(OutboxKind kind, long sequence) =>
        [.. from commit in _commits
            let block = kind == OutboxKind.Results ? commit.Results : commit.DeadLetters
            where commit.Sequence > sequence && block.Length > 0
            select (commit.Sequence, block)];
}

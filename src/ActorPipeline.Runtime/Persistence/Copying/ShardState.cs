using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;
using ActorPipeline.Records;

namespace ActorPipeline.Runtime.Persistence.Copying;

/// <summary>All that a journal has of one shard, block by block, each checked as it is read.</summary>
internal sealed class ShardState
{
    private const int BlocksAtOnce = 16;

    private readonly IJournal _journal;
    private readonly ShardId _shard;
    private readonly ByteArena _page = new();

    public ShardState(IJournal journal, ShardId shard)
    {
        (_journal, _shard) = (journal, shard);
        Head = journal.ReadHead(shard);
        Pages = [];
        if (Head.Sequence > 0)
        {
            Check(BlobKind.Head, Head.Sequence, Head.State.Span);
        }

        journal.ReadPageIndex(shard, (page, sequence, index) =>
        {
            Check(BlobKind.PageIndex, page, index);
            Pages.Add(new PageEntry(page, sequence, index.ToArray()));
        });
    }

    /// <summary>The head.</summary>
    public ShardHead Head { get; }

    /// <summary>The pages, in order of page.</summary>
    public List<PageEntry> Pages { get; }

    /// <summary>The event blocks, in order of commit.</summary>
    public IEnumerable<CommitBlock> Events()
    {
        var chunk = new List<CommitBlock>();
        for (var after = 0L; ; after = chunk[^1].Sequence)
        {
            chunk.Clear();
            _journal.ReadEvents(_shard, after, BlocksAtOnce, (sequence, block) =>
                chunk.Add(Checked(BlobKind.Events, sequence, block)));
            foreach (var block in chunk)
            {
                yield return block;
            }

            if (chunk.Count == 0)
            {
                yield break;
            }
        }
    }

    /// <summary>The blocks of an outbox that are not delivered, in order of commit.</summary>
    public List<CommitBlock> Outbox(OutboxKind kind)
    {
        var blob = kind == OutboxKind.Results ? BlobKind.Results : BlobKind.DeadLetters;
        var blocks = new List<CommitBlock>();
        _journal.ReadOutbox(kind, _shard, 0, (sequence, block) =>
            blocks.Add(Checked(blob, sequence, block)));
        return blocks;
    }

    /// <summary>The state of a page; valid until the next call.</summary>
    public ReadOnlySpan<byte> Page(int page)
    {
        if (!_journal.ReadPage(_shard, page, _page))
        {
            throw Damage($"page {page} is missing");
        }

        Check(BlobKind.Page, page, _page.Written);
        return _page.Written;
    }

    private CommitBlock Checked(BlobKind kind, long number, ReadOnlySpan<byte> blob)
    {
        Check(kind, number, blob);
        return new CommitBlock(number, blob.ToArray());
    }

    private void Check(BlobKind kind, long number, ReadOnlySpan<byte> blob)
    {
        try
        {
            Envelope.Open(blob, kind, _shard, number, out _);
        }
        catch (FormatDamageException damage)
        {
            throw Damage(damage.Message, damage);
        }
    }

    private JournalException Damage(string what, Exception? cause = null) => new(
        $"{_journal.Description}: shard {_shard} is damaged: {what}; restore it from a backup", JournalFault.Corrupt,
        cause);
}

using ActorPipeline.Runtime.Persistence;
using ActorPipeline.Sharding;
using static ActorPipeline.Runtime.Persistence.JournalProtocol;

namespace ActorPipeline.Runtime.Shards;

/// <summary>
/// What is asked of the journal while a shard is rebuilt, and what becomes of the answers: the index of pages, then
/// events, chunk by chunk, one of them on its way while another is applied; and the pages that they need.
/// </summary>
internal sealed class RecoveryFeed(Shard shard, PageInbox pages, ShardRecovery recovery, Action<IShardRequest> ask)
{
    private const int ChunkBytes = 1 << 20;

    private readonly Queue<CommitBlock> _blocks = new();
    private long _through = shard.EventsAfter;
    private bool _isReading;
    private bool _isLast;

    /// <summary>Whether the shard has all that it is rebuilt from.</summary>
    public bool IsDone => _isLast && _blocks.Count == 0;

    /// <summary>Asks for the first chunk.</summary>
    public void Begin() => ask(new ReadPageIndex(shard.Id, shard.Epoch, -1, ChunkBytes));

    /// <summary>Takes an answer; false when it is none that a recovery asks for.</summary>
    public bool TryTake(object answer)
    {
        switch (answer)
        {
            case PageIndex index:
                Take(index);
                return true;
            case EventsRead events:
                (_isReading, _through, _isLast) = (false, events.Through, events.IsLast);
                foreach (var block in events.Blocks)
                {
                    _blocks.Enqueue(block);
                }

                GoOn(events.Blocks.Length == _blocks.Count);
                return true;
            case PageRead page:
                pages.Give(page.Page, page.State);
                GoOn(mayRead: false);
                return true;
            default:
                return false;
        }
    }

    private void Take(PageIndex index)
    {
        foreach (var entry in index.Entries)
        {
            recovery.AddPage(entry.Page, entry.Sequence, entry.Index);
        }

        if (index.IsLast)
        {
            Read();
        }
        else
        {
            ask(new ReadPageIndex(shard.Id, shard.Epoch, index.Entries[^1].Page, ChunkBytes));
        }
    }

    /// <summary>Applies what is there; the next chunk is on its way meanwhile, but no more.</summary>
    private void GoOn(bool mayRead)
    {
        if (mayRead)
        {
            Read();
        }

        while (!pages.IsWaiting && _blocks.TryPeek(out var block))
        {
            if (!recovery.Replay(block.Sequence, block.Bytes))
            {
                while (pages.TryTakeWanted(out var page))
                {
                    ask(new ReadPage(shard.Id, shard.Epoch, page));
                }

                return;
            }

            _blocks.Dequeue();
        }

        if (_blocks.Count == 0)
        {
            Read();
        }
    }

    private void Read()
    {
        if (!_isReading && !_isLast)
        {
            _isReading = true;
            ask(new ReadEvents(shard.Id, shard.Epoch, _through, ChunkBytes));
        }
    }
}

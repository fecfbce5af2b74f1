using ActorPipeline.Actors;
using ActorPipeline.Journal;
using ActorPipeline.Records;

namespace ActorPipeline.Sharding;

/// <summary>
/// Pages that were fetched for a shard and that it has not taken yet. What it looks for in vain is noted, to be
/// fetched; what it tried then has not happened, and is tried again. Pages that lie here can't passivate: whoever has
/// waited for some finds all of them.
/// </summary>
internal sealed class PageInbox(ShardId shard) : IPageReader
{
    private readonly Dictionary<int, ReadOnlyMemory<byte>?> _pages = [];
    private readonly HashSet<int> _asked = [];
    private readonly Queue<int> _wanted = new();

    /// <summary>Whether the shard waits for pages that have not come.</summary>
    public bool IsWaiting => _asked.Count > 0;

    /// <summary>Takes the number of a page that is to be fetched.</summary>
    public bool TryTakeWanted(out int page) => _wanted.TryDequeue(out page);

    /// <summary>Takes in a page that was fetched; null where the journal has none of that number.</summary>
    public void Give(int page, ReadOnlyMemory<byte>? blob)
    {
        if (_asked.Remove(page))
        {
            _pages[page] = blob;
        }
    }

    /// <summary>Forgets all: the shard is rebuilt.</summary>
    public void Clear()
    {
        _pages.Clear();
        _asked.Clear();
        _wanted.Clear();
    }

    /// <inheritdoc />
    public bool Expect(int page)
    {
        if (_pages.ContainsKey(page))
        {
            return true;
        }

        if (_asked.Add(page))
        {
            _wanted.Enqueue(page);
        }

        return false;
    }

    /// <inheritdoc />
    public ReadOnlyMemory<byte>? ReadPage(int page)
    {
        if (_pages.Remove(page, out var blob))
        {
            return blob;
        }

        Expect(page);
        throw new JournalException($"page {page} of shard {shard} is being fetched", JournalFault.Busy);
    }
}

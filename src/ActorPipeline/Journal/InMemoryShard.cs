namespace ActorPipeline.Journal;

/// <summary>
/// What an <see cref="InMemoryJournal"/> keeps of a shard; copies share the blocks, which never change.
/// </summary>
internal sealed class InMemoryShard
{
    private readonly SortedList<long, byte[]> _events;
    private readonly SortedList<long, byte[]>[] _outboxes;
    private readonly SortedList<int, InMemoryPage> _pages;

    public InMemoryShard()
    {
        _events = [];
        _outboxes = [[], []];
        _pages = [];
    }

    public InMemoryShard(long epoch, long sequence)
        : this() => (Epoch, Sequence) = (epoch, sequence);

    private InMemoryShard(InMemoryShard other)
    {
        (Epoch, Sequence, State) = (other.Epoch, other.Sequence, other.State);
        _events = new(other._events);
        _outboxes = [new(other._outboxes[0]), new(other._outboxes[1])];
        _pages = new(other._pages);
    }

    public long Epoch { get; set; }

    public long Sequence { get; private set; }

    public byte[] State { get; private set; } = [];

    public InMemoryShard Clone() => new(this);

    public bool TryCommit(ShardCommit commit)
    {
        if (commit.Epoch != Epoch || commit.Sequence != Sequence + 1)
        {
            return false;
        }

        Sequence = commit.Sequence;
        State = commit.Head.ToArray();
        Add(_events, commit.Sequence, commit.Events);
        Add(_outboxes[(int)OutboxKind.Results], commit.Sequence, commit.Results);
        Add(_outboxes[(int)OutboxKind.DeadLetters], commit.Sequence, commit.DeadLetters);
        foreach (var page in commit.Pages)
        {
            _pages[page.Page] = new InMemoryPage(
                page.Page, commit.Sequence, page.Index.ToArray(), page.State.ToArray());
        }

        RemoveThrough(_events, commit.TrimThrough);
        return true;
    }

    public void RemoveDelivered(OutboxKind kind, long through) => RemoveThrough(_outboxes[(int)kind], through);

    public InMemoryPage[] Pages() => [.. _pages.Values];

    public InMemoryPage? Page(int page) => _pages.GetValueOrDefault(page);

    public List<KeyValuePair<long, byte[]>> EventsAfter(long sequence, int most) => After(_events, sequence, most);

    public List<KeyValuePair<long, byte[]>> OutboxAfter(OutboxKind kind, long sequence) =>
        After(_outboxes[(int)kind], sequence, int.MaxValue);

    private static void Add(SortedList<long, byte[]> blocks, long sequence, ReadOnlyMemory<byte> block)
    {
        if (!block.IsEmpty)
        {
            blocks.Add(sequence, block.ToArray());
        }
    }

    private static void RemoveThrough(SortedList<long, byte[]> blocks, long sequence)
    {
        while (blocks.Count > 0 && blocks.GetKeyAtIndex(0) <= sequence)
        {
            blocks.RemoveAt(0);
        }
    }

    private static List<KeyValuePair<long, byte[]>> After(SortedList<long, byte[]> blocks, long sequence, int most)
    {
        var after = new List<KeyValuePair<long, byte[]>>();
        for (var i = FirstAfter(blocks.Keys, sequence); i < blocks.Count && after.Count < most; i++)
        {
            after.Add(KeyValuePair.Create(blocks.GetKeyAtIndex(i), blocks.GetValueAtIndex(i)));
        }

        return after;
    }

    private static int FirstAfter(IList<long> sequences, long sequence)
    {
        var (low, high) = (0, sequences.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sequences[middle] > sequence ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}

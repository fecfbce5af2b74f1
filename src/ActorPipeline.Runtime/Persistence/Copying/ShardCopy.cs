using System.Collections.Immutable;
using ActorPipeline.Journal;
using ActorPipeline.Records;
using static ActorPipeline.Runtime.Persistence.JournalProtocol;

namespace ActorPipeline.Runtime.Persistence.Copying;

/// <summary>
/// The commits that make one shard's state anew in another journal. A block is in the commit that it was in, a page in
/// the one that it covers, so that replay begins after it as before; pages that are older than all blocks are in the
/// commits before those, some in each. Commits in between are empty: each has its number. The last one has the head
/// and the sinks' progress.
/// </summary>
internal sealed class ShardCopy
{
    private const int PagesACommit = 64;

    /// <summary>
    /// The head of commits before the last: nobody reads it, for a copy that is not finished is refused.
    /// </summary>
    private static readonly byte[] _noHead = "copy"u8.ToArray();

    private readonly ShardState _from;
    private readonly ShardId _shard;
    private readonly ImmutableArray<SinkProgress> _sinks;
    private readonly List<CommitBlock>[] _outboxes;
    private readonly Dictionary<long, List<PageEntry>> _pages = [];
    private readonly Dictionary<int, long> _places = [];

    public ShardCopy(ShardState from, ShardId shard, ImmutableArray<SinkProgress> sinks)
    {
        (_from, _shard, _sinks) = (from, shard, sinks);
        _outboxes = [.. Enum.GetValues<OutboxKind>().Select(from.Outbox)];
        After = Place();
    }

    /// <summary>The commit before the first.</summary>
    public long After { get; }

    /// <summary>The commits, each to be written before the next is asked for.</summary>
    public IEnumerable<Commit> Commits(long epoch)
    {
        using var events = new BlockLane(_from.Events());
        using var results = new BlockLane(_outboxes[0]);
        using var deadLetters = new BlockLane(_outboxes[1]);
        for (var sequence = After + 1; sequence <= _from.Head.Sequence; sequence++)
        {
            var isLast = sequence == _from.Head.Sequence;
            yield return new Commit(_shard, epoch, sequence)
            {
                Head = isLast ? _from.Head.State : _noHead,
                Events = events.Take(sequence),
                Results = results.Take(sequence),
                DeadLetters = deadLetters.Take(sequence),
                Pages = _pages.TryGetValue(sequence, out var pages) ? [.. pages.Select(Snapshot)] : [],
                Sinks = isLast ? _sinks : [],
            };
        }
    }

    /// <summary>The commit that a page is in.</summary>
    public long PlaceOf(int page) => _places[page];

    private PageSnapshot Snapshot(PageEntry entry) => new(entry.Page, entry.Index, _from.Page(entry.Page).ToArray());

    /// <summary>Gives each page its commit; returns the commit before the first.</summary>
    private long Place()
    {
        var last = _from.Head.Sequence;
        var first = _outboxes.Append(_from.Events().Take(1)).SelectMany(b => b.Take(1))
            .Select(b => b.Sequence).DefaultIfEmpty(last + 1).Min();
        var older = _from.Pages.Count(p => p.Sequence < first);
        var commits = Math.Min((older + PagesACommit - 1) / PagesACommit, first - 1);
        var after = Math.Min(first - 1 - commits, last - 1);
        var placed = 0;
        foreach (var page in _from.Pages)
        {
            var sequence = page.Sequence < first ? after + 1 + (placed++ * commits / older) : page.Sequence;
            _places.Add(page.Page, sequence);
            if (!_pages.TryGetValue(sequence, out var pages))
            {
                _pages.Add(sequence, pages = []);
            }

            pages.Add(page);
        }

        return after;
    }
}

using ActorPipeline.Journal;

namespace ActorPipeline.Runtime.Persistence.Copying;

/// <summary>Reads a shard's state from two journals and finds the first thing that is not the same.</summary>
internal static class ShardComparison
{
    /// <summary>What differs, in words; null when nothing does.</summary>
    public static string? Difference(ShardState from, ShardState to)
    {
        if (from.Head.Sequence != to.Head.Sequence || !from.Head.State.Span.SequenceEqual(to.Head.State.Span))
        {
            return $"the head of commit {from.Head.Sequence}";
        }

        if (Difference("event block", from.Events(), to.Events()) is { } block)
        {
            return block;
        }

        foreach (var kind in Enum.GetValues<OutboxKind>())
        {
            if (Difference($"block of the outbox of {kind}", from.Outbox(kind), to.Outbox(kind)) is { } undelivered)
            {
                return undelivered;
            }
        }

        return PageDifference(from, to);
    }

    private static string? Difference(string what, IEnumerable<CommitBlock> from, IEnumerable<CommitBlock> to)
    {
        using var found = to.GetEnumerator();
        foreach (var block in from)
        {
            if (!found.MoveNext() || found.Current.Sequence != block.Sequence
                || !found.Current.Bytes.Span.SequenceEqual(block.Bytes.Span))
            {
                return $"{what} {block.Sequence}";
            }
        }

        return found.MoveNext() ? $"{what} {found.Current.Sequence}" : null;
    }

    private static string? PageDifference(ShardState from, ShardState to)
    {
        if (from.Pages.Count != to.Pages.Count)
        {
            return $"the number of pages, {from.Pages.Count}";
        }

        var copy = new ShardCopy(from, default, []);
        foreach (var (page, found) in from.Pages.Zip(to.Pages))
        {
            if (page.Page != found.Page || copy.PlaceOf(page.Page) != found.Sequence
                || !page.Index.Span.SequenceEqual(found.Index.Span)
                || !from.Page(page.Page).SequenceEqual(to.Page(page.Page)))
            {
                return $"page {page.Page}";
            }
        }

        return null;
    }
}

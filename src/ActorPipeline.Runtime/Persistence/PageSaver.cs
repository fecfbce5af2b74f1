using ActorPipeline.Records;
using ActorPipeline.Runtime.Persistence.Ledgers;
using ActorPipeline.Runtime.Persistence.Plugins;
using static ActorPipeline.Runtime.Persistence.JournalProtocol;

namespace ActorPipeline.Runtime.Persistence;

/// <summary>
/// Decides which snapshot is saved or deleted next. A page is saved after the commit that it covers is on disk, as two
/// snapshots of one number; it is to be named when both are there. When either fails, both are saved again under the
/// next number: the store deletes what it failed to save, at some time, and must not hit what was saved since.
/// </summary>
internal sealed class PageSaver(LedgerIds ids, ShardId shard)
{
    private static readonly TimeSpan LeastDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan MostDelay = TimeSpan.FromSeconds(5);

    private readonly List<Saving> _committing = [];
    private readonly Queue<PluginRequest> _queue = [];
    private readonly Dictionary<string, Saving> _savings = [];
    private int _failures;

    /// <summary>Bytes of pages that are committed and not saved yet.</summary>
    public long UnsavedBytes { get; private set; }

    /// <summary>How long to wait before <see cref="Next"/> after a failure.</summary>
    public TimeSpan RetryDelay => TimeSpan.FromTicks(
        Math.Min(MostDelay.Ticks, LeastDelay.Ticks << Math.Clamp(_failures - 1, 0, 10)));

    /// <summary>Copies the pages of a commit that is on its way.</summary>
    public void Take(Commit commit, long epoch)
    {
        foreach (var page in commit.Pages)
        {
            var frame = new RecordFrame(RecordKind.Page, shard, epoch, commit.Sequence, (uint)page.Page);
            _committing.Add(new Saving(
                page.Page, commit.Sequence, epoch, frame.Wrap(page.State.Span),
                (frame with { Kind = RecordKind.PageIndex }).Wrap(page.Index.Span)));
        }
    }

    /// <summary>A commit is on disk: its pages may be saved.</summary>
    public void Release(long sequence)
    {
        foreach (var saving in _committing.Where(s => s.Sequence <= sequence))
        {
            UnsavedBytes += saving.Bytes;
            Queue(saving);
        }

        _committing.RemoveAll(s => s.Sequence <= sequence);
    }

    /// <summary>
    /// A page counts: all older snapshots of it may go. There are none before the first of a new page, but who knows
    /// what a former owner has left.
    /// </summary>
    public void OnNamed(int page, PageName name)
    {
        _queue.Enqueue(new PluginRequest.DeleteSnapshots(ids.Page(shard, page), name.Number - 1));
        _queue.Enqueue(new PluginRequest.DeleteSnapshots(ids.PageIndex(shard, page), name.Number - 1));
    }

    /// <summary>What to ask the store next; null for nothing.</summary>
    public PluginRequest? Next() => _queue.TryDequeue(out var next) ? next : null;

    /// <summary>A request is done. Returns a page that can be named, when it was the last of its two.</summary>
    public (int Page, PageName Name)? OnDone(PluginRequest request)
    {
        _failures = 0;
        if (request is not PluginRequest.Save save || !_savings.Remove(Key(save), out var saving))
        {
            return null;
        }

        return Finish(saving);
    }

    /// <summary>A request has failed; it comes again, after a while.</summary>
    public void OnFailed(PluginRequest request)
    {
        _failures++;
        if (request is PluginRequest.Save save)
        {
            if (_savings.Remove(Key(save), out var saving))
            {
                saving.HasFailed = true;
                Finish(saving);
            }
        }
        else
        {
            _queue.Enqueue(request);
        }
    }

    private static string Key(PluginRequest.Save save) => $"{save.Id}#{save.Number}";

    private (int Page, PageName Name)? Finish(Saving saving)
    {
        if (--saving.Open > 0)
        {
            return null;
        }

        if (saving.HasFailed)
        {
            saving.Attempt = Math.Min(saving.Attempt + 1, PageName.Tries - 1);
            Queue(saving);
            return null;
        }

        UnsavedBytes -= saving.Bytes;
        return (saving.Page, new PageName(
            saving.Number, saving.Epoch, RecordFrame.CrcOf(saving.State), RecordFrame.CrcOf(saving.Index)));
    }

    private void Queue(Saving saving)
    {
        (saving.Open, saving.HasFailed) = (2, false);
        Add(new PluginRequest.Save(ids.PageIndex(shard, saving.Page), saving.Number, saving.Index));
        Add(new PluginRequest.Save(ids.Page(shard, saving.Page), saving.Number, saving.State));

        void Add(PluginRequest.Save save)
        {
            _savings.Add(Key(save), saving);
            _queue.Enqueue(save);
        }
    }

    /// <summary>A page on its way to the store.</summary>
    private sealed record Saving(int Page, long Sequence, long Epoch, byte[] State, byte[] Index)
    {
        public int Attempt { get; set; }

        public int Open { get; set; }

        public bool HasFailed { get; set; }

        public long Bytes => State.Length + (long)Index.Length;

        public long Number => PageName.NumberOf(Sequence, Attempt);
    }
}

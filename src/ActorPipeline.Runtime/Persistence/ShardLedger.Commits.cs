using ActorPipeline.Journal;
using ActorPipeline.Runtime.Persistence.Ledgers;
using ActorPipeline.Runtime.Persistence.Plugins;
using Akka.Actor;
using static ActorPipeline.Runtime.Persistence.JournalProtocol;

namespace ActorPipeline.Runtime.Persistence;

/// <summary>Commits, what follows from them, and what is done when it is not known whether one happened.</summary>
internal sealed partial class ShardLedger
{
    /// <summary>Bytes of pages that may wait to be saved; above it the owner waits for its answer.</summary>
    private const long MostUnsavedBytes = 32 << 20;

    /// <summary>Calls of the snapshot store at the same time.</summary>
    private const int MostPageCalls = 4;

    private readonly PageSaver _saver;
    private bool _isWriting;
    private bool _isUnknown;
    private bool _isTrimming;
    private int _pageCalls;
    private long _announced;
    private (IActorRef Asker, Committed Answer)? _held;
    private Action? _import;

    private void OnCommit(Commit commit)
    {
        var asker = Sender;
        if (_isWriting || _isUnknown)
        {
            asker.Tell(new Unknown(
                _shard, Epoch, commit.Sequence, JournalFault.Busy,
                $"commit {commit.Sequence} of shard {_shard} is sent before it is known what became of "
                + $"{_writer.Pending?.Sequence}; the head has to be read first"));
            return;
        }

        if (commit.Sequence != State.Sequence + 1)
        {
            Fence(commit);
            return;
        }

        if (_writer.Pending is not null)
        {
            Write(commit, asker);
            return;
        }

        _saver.Take(commit, Epoch);
        if (_claim is Import && !commit.Pages.IsEmpty)
        {
            // Nothing follows the last commit of a copy that could name its pages: they are saved before it.
            _isWriting = true;
            _import = () => Write(commit, asker);
            _saver.Release(commit.Sequence);
            SavePages();
            return;
        }

        Write(commit, asker);
    }

    private void Write(Commit commit, IActorRef asker)
    {
        var bytes = _writer.Next(commit);
        _isWriting = true;
        Call(new PluginRequest.Write(_ids.Ledger(_shard, Epoch), _writer.NextEvent, bytes), answer =>
        {
            _isWriting = false;
            if (answer is PluginAnswer.Failed failed)
            {
                _isUnknown = true;
                asker.Tell(new Unknown(
                    _shard, Epoch, commit.Sequence, JournalFault.Unavailable, $"{_description}: {failed.Cause}"));
                return;
            }

            Answer(asker, OnCommitted());
        });
    }

    /// <summary>
    /// The pending commit is on disk: what it names counts, what it makes superfluous goes, its own pages are saved.
    /// </summary>
    private Committed OnCommitted()
    {
        foreach (var (page, name) in _writer.OnCommitted())
        {
            _saver.OnNamed(page, name);
        }

        _saver.Release(State.Sequence);
        SavePages();
        Trim();
        return new Committed(
            _shard, Epoch, State.Sequence, _writer.PagesThrough, State.Sequence - _writer.DeletedThrough);
    }

    private void Answer(IActorRef asker, Committed answer)
    {
        if (_saver.UnsavedBytes > MostUnsavedBytes)
        {
            _held = (asker, answer);
        }
        else
        {
            asker.Tell(answer);
        }
    }

    private void OnReadHead(ReadHead request)
    {
        var asker = Sender;
        if (_isWriting || !_isUnknown)
        {
            IfMine(() => TellHead(asker), () => Lose(asker), cause => Fail(asker, request, cause));
            return;
        }

        var number = _writer.NextEvent;
        Call(new PluginRequest.Read(_ids.Ledger(_shard, Epoch), number, number), answer =>
        {
            switch (answer)
            {
                case PluginAnswer.Failed failed:
                    Fail(asker, request, $"{_description}: {failed.Cause}");
                    break;
                case PluginAnswer.Events { Found: [] }:
                    _isUnknown = false;
                    TellHead(asker);
                    break;
                case PluginAnswer.Events { Found: [var (_, bytes)] }
                    when _writer.PendingBytes is { } pending && bytes.AsSpan().SequenceEqual(pending):
                    _isUnknown = false;
                    OnCommitted();
                    TellHead(asker);
                    break;
                default:
                    Lose(asker);
                    break;
            }
        });
    }

    private void TellHead(IActorRef asker) =>
        asker.Tell(new Head(_shard, Epoch, State.Sequence, _writer.PagesThrough));

    private void Lose(IActorRef asker)
    {
        asker.Tell(new Fenced(_shard, Epoch));
        BecomeLost();
    }

    private static void Fail(
        IActorRef asker, IShardRequest request, string cause, JournalFault fault = JournalFault.Unavailable) =>
        asker.Tell(new Failed(request, fault, cause));

    /// <summary>Deletes events that nobody needs, one step after the other.</summary>
    private void Trim()
    {
        if (_isTrimming || LedgerTrim.Next(State, _writer.DeletedThrough) is not { } trim)
        {
            return;
        }

        _isTrimming = true;
        Call(new PluginRequest.Delete(_ids.Ledger(_shard, trim.Epoch), trim.ToEvent), answer =>
        {
            _isTrimming = false;

            // What fails is tried again after the next commit.
            if (answer is not PluginAnswer.Failed)
            {
                _writer.DeletedThrough = Math.Max(_writer.DeletedThrough, trim.Through);
                Trim();
            }
        });
    }

    /// <summary>Saves pages, and deletes old ones, a few at a time.</summary>
    private void SavePages()
    {
        while (_pageCalls < MostPageCalls && _saver.Next() is { } request)
        {
            _pageCalls++;
            Call(request, answer => OnPageCall(request, answer));
        }
    }

    private void OnPageCall(PluginRequest request, PluginAnswer answer)
    {
        _pageCalls--;
        if (answer is PluginAnswer.Failed failed)
        {
            _saver.OnFailed(request);
            Timers.StartSingleTimer(nameof(PagesTick), PagesTick.Instance, _saver.RetryDelay);
            if (request is PluginRequest.Save)
            {
                _owner.Tell(new PagesDelayed(_shard, Epoch, $"{_description}: {failed.Cause}"));
            }

            return;
        }

        if (_saver.OnDone(request) is var (page, name))
        {
            _writer.OnSaved(page, name);
            Announce();
        }

        SavePages();
        if (_import is { } write && _saver.UnsavedBytes == 0)
        {
            _import = null;
            write();
        }

        if (_held is var (asker, committed) && _saver.UnsavedBytes <= MostUnsavedBytes)
        {
            _held = null;
            asker.Tell(committed);
        }
    }

    private void Announce()
    {
        var through = _writer.PagesThroughWhenNamed;
        if (through > Math.Max(_announced, _writer.PagesThrough))
        {
            _announced = through;
            _owner.Tell(new PagesSaved(_shard, Epoch, through));
        }
    }
}

using System.Collections.Concurrent;
using ActorPipeline.Streams.Running;

namespace ActorPipeline.Streams.Tests.Harness;

/// <summary>
/// Stands between any two stages and holds both to the rules: pulled by one thread at a time, not after the end, and
/// closed once.
/// </summary>
internal sealed class RuleInspector : IStageInspector
{
    private readonly ConcurrentQueue<string> _offences = new();
    private readonly ConcurrentQueue<string> _made = new();
    private readonly ConcurrentQueue<string> _closed = new();

    public Stage<T> Inspect<T>(string name, Stage<T> stage)
    {
        _made.Enqueue(name);
        return new Probe<T>(this, name, stage);
    }

    /// <summary>The rules were kept, and every stage that was made was closed.</summary>
    public void AssertKept()
    {
        Assert.Empty(_offences);
        Assert.Equal(_made.Order(), _closed.Order());
    }

    /// <summary>The rules were kept so far.</summary>
    public void AssertNoOffence() => Assert.Empty(_offences);

    private sealed class Probe<T>(RuleInspector inspector, string name, Stage<T> stage) : Stage<T>
    {
        private int _isBusy;
        private string? _end;

        public override PullStatus Pull(out T item)
        {
            Enter("pulled");
            try
            {
                var status = stage.Pull(out item);
                if (status == PullStatus.Done)
                {
                    _end = "done";
                }

                return status;
            }
            catch
            {
                _end = "failed";
                throw;
            }
            finally
            {
                Volatile.Write(ref _isBusy, 0);
            }
        }

        public override void Close()
        {
            if (_end == "closed")
            {
                inspector._offences.Enqueue($"{name} was closed twice");
            }

            _end = null;
            Enter("closed");
            _end = "closed";
            inspector._closed.Enqueue(name);
            stage.Close();
            Volatile.Write(ref _isBusy, 0);
        }

        private void Enter(string what)
        {
            if (Interlocked.Exchange(ref _isBusy, 1) != 0)
            {
                inspector._offences.Enqueue($"{name} was {what} while it was busy");
            }

            if (_end is not null)
            {
                inspector._offences.Enqueue($"{name} was {what} after it was {_end}");
            }
        }
    }
}

using ActorPipeline.Journal;

namespace ActorPipeline.TestKit.Journals;

/// <summary>
/// What the journal of a <see cref="PipelineTest"/> does wrong next. Each order is carried out once, by a call that a
/// running pipeline makes; they queue up, in the order in which they were given.
/// </summary>
public sealed class JournalFaults
{
    private readonly ManualClock _clock;
    private readonly Queue<Fault> _next = new();
    private DateTimeOffset _awayUntil = DateTimeOffset.MinValue;

    internal JournalFaults(ManualClock clock) => _clock = clock;

    private enum Fault
    {
        Fail,
        LoseReply,
        CrashBefore,
        CrashAfter,
        Tear,
    }

    /// <summary>Orders that no call has met yet.</summary>
    public int Waiting => _next.Count;

    /// <summary>Only while a host runs is a fault waited for; while one opens, it ends the run.</summary>
    internal bool IsArmed { get; set; }

    /// <summary>The next commits fail for now, before anything of them is written.</summary>
    public void FailNextCommit(int times = 1) => Add(Fault.Fail, times);

    /// <summary>The next commits happen, but fail: only their replies are lost.</summary>
    public void FailAfterNextCommit(int times = 1) => Add(Fault.LoseReply, times);

    /// <summary>The process dies at the next commit, of which nothing is written.</summary>
    public void CrashBeforeNextCommit() => Add(Fault.CrashBefore, 1);

    /// <summary>The process dies when the next commit has happened, before it knows.</summary>
    public void CrashAfterNextCommit() => Add(Fault.CrashAfter, 1);

    /// <summary>
    /// The next commit is written by half, and the process dies. What a disk that lies leaves of a commit: the pipeline
    /// must refuse to go on from it, with a <see cref="JournalException"/> of <see cref="JournalFault.Corrupt"/>.
    /// </summary>
    public void TearNextCommit() => Add(Fault.Tear, 1);

    /// <summary>From now on the journal is away for a time.</summary>
    public void DelayCommits(TimeSpan time) => _awayUntil = _clock.GetUtcNow() + time;

    /// <summary>Puts the faults before a journal.</summary>
    internal IJournal Before(IJournal journal)
    {
        var inner = new TornJournal(journal);
        return new FaultyJournal(inner)
        {
            Before = call => BeforeCall(call, inner),
            AfterCommit = () => AfterCommit(inner),
        };
    }

    private static JournalException Away(string text) => new(text, JournalFault.Unavailable);

    private void Add(Fault fault, int times)
    {
        for (var i = 0; i < times; i++)
        {
            _next.Enqueue(fault);
        }
    }

    private void BeforeCall(string call, TornJournal journal)
    {
        if (!IsArmed)
        {
            return;
        }

        if (_clock.GetUtcNow() < _awayUntil)
        {
            throw Away($"the journal is away until {_awayUntil:T}, as the test wants");
        }

        if (call != nameof(IJournal.Commit) || !_next.TryPeek(out var fault))
        {
            return;
        }

        switch (fault)
        {
            case Fault.Fail:
                _next.Dequeue();
                throw Away("the commit failed, as the test wants");
            case Fault.CrashBefore:
                _next.Dequeue();
                throw new CrashException("crash before a commit");
            case Fault.Tear:
                journal.IsTorn = true;
                break;
        }
    }

    private void AfterCommit(TornJournal journal)
    {
        if (!IsArmed || !_next.TryPeek(out var fault) || journal.IsTorn)
        {
            return;
        }

        _next.Dequeue();
        throw fault == Fault.LoseReply
            ? Away("the commit happened, but its reply was lost, as the test wants")
            : new CrashException($"crash at a commit: {fault}");
    }
}

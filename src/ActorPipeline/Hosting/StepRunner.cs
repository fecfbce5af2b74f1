namespace ActorPipeline.Hosting;

/// <summary>Runs one step on a thread of its own until it is told to stop.</summary>
internal sealed class StepRunner
{
    private static readonly TimeSpan IdleWait = TimeSpan.FromMilliseconds(20);

    private readonly RunState _run;
    private readonly Signal _supervisor;
    private readonly Thread _thread;
    private volatile bool _stop;
    private volatile int _drainedIn = -1;

    public StepRunner(IStep step, RunState run, Signal supervisor)
    {
        (Target, _run, _supervisor) = (step, run, supervisor);
        _thread = new Thread(Loop) { IsBackground = true, Name = step.Name };
    }

    /// <summary>The step.</summary>
    public IStep Target { get; }

    /// <summary>Whether the step was found drained in a phase, after that phase had begun.</summary>
    public bool IsDrainedIn(RunPhase phase) => _drainedIn >= (int)phase;

    public void Start() => _thread.Start();

    /// <summary>Asks the thread to end after its present step.</summary>
    public void RequestStop()
    {
        _stop = true;
        Target.Wake.Set();
    }

    public void Join() => _thread.Join();

    private void Loop()
    {
        try
        {
            while (!_stop)
            {
                // The phase is read before the step: what the step finds is true of that phase at least.
                var phase = (int)_run.Phase;
                var result = Target.Step();
                if (result == StepResult.Drained && _drainedIn < phase)
                {
                    _drainedIn = phase;
                    _supervisor.Set();
                }

                if (result != StepResult.Worked)
                {
                    Target.Wake.Wait(IdleWait);
                }
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            _run.Fail(failure);
            _supervisor.Set();
        }
    }
}

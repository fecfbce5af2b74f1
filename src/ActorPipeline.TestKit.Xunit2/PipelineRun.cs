namespace ActorPipeline.TestKit.Xunit2;

/// <summary>
/// The pipeline under test, by one thread at a time. What comes while it runs, such as from an actor that was just
/// answered, waits for whoever runs it.
/// </summary>
internal sealed class PipelineRun : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Queue<Told> _told = new();
    private bool _isBusy;

    public PipelineRun(PipelineTest test)
    {
        Test = test;
        Do(t => t.Start());
    }

    public PipelineTest Test { get; }

    /// <summary>Sends an envelope and runs until nothing more happens.</summary>
    public void Tell(Told told)
    {
        lock (_lock)
        {
            _told.Enqueue(told);
            if (!_isBusy)
            {
                Do(static _ => { });
            }
        }
    }

    /// <summary>Does something to the pipeline, and then what it was told meanwhile.</summary>
    public void Do(Action<PipelineTest> action)
    {
        lock (_lock)
        {
            _isBusy = true;
            try
            {
                action(Test);
                while (_told.TryDequeue(out var told))
                {
                    if (Test.IsRunning)
                    {
                        Test.Tell(told.Envelope, told.Sender, told.Region);
                        Test.RunUntilIdle();
                    }
                    else
                    {
                        told.OnLost();
                    }
                }
            }
            finally
            {
                _isBusy = false;
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            Test.Dispose();
        }
    }
}

using System.Runtime.ExceptionServices;
using ActorPipeline.Streams;

namespace ActorPipeline.Hosting;

/// <summary>
/// Runs an ingest graph a step at a time: the graph's scheduler is whoever steps. Each ingest thread has a graph of its
/// own; they share the partitions, the pool of batches and the shard log.
/// </summary>
internal sealed class IngestStep : IStep, IStreamScheduler
{
    private readonly BatchStage _source;
    private readonly RunningGraph _graph;
    private StageContext? _context;
    private IThreadPoolWorkItem? _turn;

    /// <param name="number">Which of the ingest graphs.</param>
    /// <param name="createSource">Makes the graph's source, given the step's name.</param>
    /// <param name="complete">Makes the graph of its source.</param>
    /// <param name="time">The clock of the graph's timers.</param>
    public IngestStep(
        int number,
        Func<string, BatchStage> createSource,
        Func<Source<IngestBatch>, RunnableGraph<Task<long>>> complete,
        TimeProvider time)
    {
        Name = $"ingest-{number}";
        _source = createSource(Name);
        _graph = complete(new Source<IngestBatch>("read", Attach)).Run(new StreamRuntime(time, this));
    }

    public string Name { get; }

    public Signal Wake { get; } = new();

    /// <summary>The graph has something to do; the next step does it.</summary>
    public void Schedule(IThreadPoolWorkItem work) => _turn = work;

    public StepResult Step()
    {
        if (_graph.Completion.IsCompleted)
        {
            return StepResult.Drained;
        }

        // Whether there is anything to read only the partitions know: they are asked anew each time.
        _source.BeginStep();
        _context?.Wake();
        var turn = _turn!;
        _turn = null;
        turn.Execute();
        if (_graph.Completion.Exception is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure.InnerException!);
        }

        return _source.Result;
    }

    private BatchStage Attach(StageContext context)
    {
        _context = context;
        return _source;
    }
}

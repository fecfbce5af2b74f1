using ActorPipeline.Emission;
using ActorPipeline.Notation;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Sinks;
using Akka.Actor;

namespace ActorPipeline.Runtime.Results;

/// <summary>
/// Tells results to an actor, and flushes by waiting for its answers: so the journal knows no more as delivered than
/// what the actor has taken.
/// </summary>
internal sealed class ResultTargetSink(ResultTargetSpec target, PipelinePlan plan, ActorSystem? system) : ISink
{
    /// <summary>Results that may be on their way; more would only wait in the actor's mailbox.</summary>
    private const int MostUnanswered = 1_024;

    private readonly UnansweredResults _unanswered = new();
    private IActorRef _collector = ActorRefs.Nobody;

    public string Description => target.ToString();

    public bool IsExactlyOnce => false;

    public void Rehearse(SinkProgress journaled) => _ = System;

    public SinkProgress Open(SinkProgress journaled)
    {
        _collector = System.ActorOf(AckCollector.Props(_unanswered));
        return journaled;
    }

    public void Write(ShardId shard, long sequence, ResultBatch rows)
    {
        for (var row = 0; row < rows.RowCount; row++)
        {
            WaitUntil(MostUnanswered - 1);
            var id = new ResultId(shard.Value, sequence, row);
            _unanswered.Add(id);
            target.Actor.Tell(new CommittedResult(plan.Name, id, rows.Schema, rows.ValuesOf(row)), _collector);
        }
    }

    public ReadOnlyMemory<byte> Flush()
    {
        WaitUntil(0);
        return default;
    }

    public void Dispose() => system?.Stop(_collector);

    private ActorSystem System => system ?? throw new SinkException(
        $"results of pipeline '{plan.Name}' go to {Description}, so the actor's system must host the pipeline: add it "
        + "by WithActorPipeline", isTransient: false);

    private void WaitUntil(int most)
    {
        var left = _unanswered.Wait(most, target.LongestSilence);
        if (left > most)
        {
            throw new SinkException(
                $"{Description} has not answered {left} results for {DurationText.Of(target.LongestSilence)}; it "
                + "is to tell the sender of each CommittedResult its Ack. They are sent again", isTransient: true);
        }
    }
}

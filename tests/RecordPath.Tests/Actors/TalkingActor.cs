using ActorPipeline.Actors;
using ActorPipeline.Records;

namespace RecordPath.Tests.Actors;

/// <summary>An actor that a test writes as functions; its state is all its events, one after the other.</summary>
internal sealed class TalkingActor : EventSourcedActor<string, string, string>
{
    /// <summary>What a message does.</summary>
    public required Func<string, string, Context, Effects> OnMessage { get; init; }

    /// <summary>What a timer does.</summary>
    public Func<string, Context, Effects> OnTime { get; init; } = (timer, context) => context.Persist(timer);

    /// <summary>What is done when the actor fails.</summary>
    public Func<Exception, Supervision> OnFailure { get; init; } = _ => Supervision.Resume;

    /// <summary>How messages are read that were journaled.</summary>
    public CodecReader<string> ReadMessage { get; init; } = Codec.Text.Read;

    /// <summary>Messages that an actor may put aside.</summary>
    public int StashSize { get; init; } = 1_000;

    public override string NewState() => "";

    public override string Apply(string state, string @event) =>
        @event == "!" ? throw new InvalidOperationException("can't bear !") : state + @event;

    public override Effects Receive(string message, string state, Context context) =>
        OnMessage(message, state, context);

    public override Effects OnTimer(string timer, string state, Context context) => OnTime(timer, context);

    public override void Define(Definition actor) => actor
        .Event("said", Codec.Text)
        .State(Codec.Text)
        .Messages(Codec.Of<string>(Codec.Text.Write, ReadMessage))
        .Output("said", ColumnType.String)
        .Stash(StashSize)
        .OnFailure(OnFailure)
        .Records(columns =>
        {
            var text = columns.Text("s");
            return row => row[text];
        });
}

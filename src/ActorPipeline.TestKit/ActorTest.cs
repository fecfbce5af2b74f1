using ActorPipeline.Actors;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.TestKit.InMemory;

namespace ActorPipeline.TestKit;

/// <summary>Tests of one actor: <c>ActorTest.Of(new Account())</c>.</summary>
public static class ActorTest
{
    /// <summary>A test of an actor with this key.</summary>
    public static ActorTest<TMessage, TEvent, TState> Of<TMessage, TEvent, TState>(
        EventSourcedActor<TMessage, TEvent, TState> actor, string key = "test")
        where TMessage : notnull
        where TEvent : notnull => new(actor, key);

    /// <summary>A plan for an actor that is fed by requests only.</summary>
    internal static PipelinePlan Plan(ActorSpec actor) => new()
    {
        Name = "test",
        Source = new MemorySourceSpec(),
        Decoder = new JsonDecoderSpec([new ColumnSpec("key", ColumnType.String, "key")]),
        Key = [new KeyPart("key", 0, ColumnType.String)],
        Actor = actor,
        Sink = new SinkSpec.Console(MaxRows: 10),
        DeadLetterPath = "dead-letters",
        ShardCount = 1,
    };
}

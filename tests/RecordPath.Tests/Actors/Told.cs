using ActorPipeline.Actors;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.TestKit;
using ActorPipeline.TestKit.Simulation.Naive;

namespace RecordPath.Tests.Actors;

/// <summary>
/// An actor that does what a test says; it is told text, its events are text, and its state is its events, joined by
/// commas. It emits text.
/// </summary>
internal sealed class Told : EventSourcedActor<string, string, string>
{
    private readonly Action<Definition> _define;

    public Told(Action<Definition>? define = null) => _define = define ?? (_ => { });

    public delegate Effects Receiver(string message, string state, Context context);

    /// <summary>What it does about a message; else it persists it.</summary>
    public Receiver OnMessage { get; init; } = (message, _, context) => context.Persist(message);

    /// <summary>What it does about a timer; else it persists its name.</summary>
    public Receiver OnDue { get; init; } = (timer, _, context) => context.Persist($"due {timer}");

    /// <summary>What an event does to the state; else it is appended.</summary>
    public Func<string, string, string> OnEvent { get; init; } =
        (state, @event) => state.Length == 0 ? @event : $"{state},{@event}";

    /// <summary>How messages are written.</summary>
    public ICodec<string> MessageCodec { get; init; } = Codec.Text;

    public override string NewState() => "";

    public override string Apply(string state, string @event) => OnEvent(state, @event);

    public override Effects Receive(string message, string state, Context context) =>
        message == "?" ? context.Reply(state) : OnMessage(message, state, context);

    public override Effects OnTimer(string timer, string state, Context context) => OnDue(timer, state, context);

    public override void Define(Definition actor)
    {
        actor.Event("said", Codec.Text).State(Codec.Text).Messages(MessageCodec).Output("text", ColumnType.String)
            .Records(columns =>
            {
                var text = columns.Text("s");
                return row => row[text];
            });
        _define(actor);
    }

    /// <summary>A pipeline of it.</summary>
    public PipelinePlan Plan(EngineOptions? engine = null, int shards = 2) => Plans.Of(
        new ActorSpec<string, string, string>(this, Plans.Schema), shards: shards,
        engine: engine ?? Plans.Tiny with { RetainEvents = true });

    /// <summary>A pipeline of it under test.</summary>
    public PipelineTest Test(PipelineTestOptions? options = null, EngineOptions? engine = null) =>
        new(Plan(engine), options);

    /// <summary>A record: at a time, for a key, a message.</summary>
    public static string Record(long timeUs, string key, string message) =>
        $$"""{"t":{{timeUs}},"k":"{{key}}","s":"{{message}}"}""";
}

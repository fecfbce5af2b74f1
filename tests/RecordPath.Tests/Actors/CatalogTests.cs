using ActorPipeline.Actors;
using ActorPipeline.Journal;
using ActorPipeline.Plan;
using ActorPipeline.TestKit;
using ActorPipeline.TestKit.InMemory;
using ActorPipeline.TestKit.Simulation.Naive;
using ActorPipeline.TestKit.Stepping;
using RecordPath.Tests.Events;

namespace RecordPath.Tests.Actors;

/// <summary>A journal knows events by names and versions: classes are renamed, moved and changed under it.</summary>
public sealed class CatalogTests
{
    private readonly World _world = new(Plan(new BeforeMove.Account()), 1, new MemoryInput([]));

    [Fact]
    public void Events_that_one_class_wrote_are_read_by_another_one_of_the_same_name_in_the_journal()
    {
        Run(new BeforeMove.Account(), "5", "7");
        Run(new AfterMove.Ledger(), "1");
        Assert.Equal(["5", "7", "1"], Read(new AfterMove.Ledger()));
        Assert.Equal("the sum is 13", Emitted(new AfterMove.Ledger()));
    }

    [Fact]
    public void An_event_of_an_older_version_becomes_what_it_is_today()
    {
        Run(new BeforeMove.Account(), "5", "7");
        Run(new InCents.Account(), "100");
        Assert.Equal(["500", "700", "100"], Read(new InCents.Account()));
        Assert.Equal("the sum is 1300 cents", Emitted(new InCents.Account()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_event_that_no_class_reads_any_more_is_refused_with_what_to_do(bool isNameKnown)
    {
        Run(new BeforeMove.Account(), "5");
        var (name, version) = isNameKnown ? ("paid-in", 3) : ("money", 1);
        var actor = new Definer(d => d.Event(name, Codec.Text, version));
        var fault = Assert.Throws<JournalException>(() => Run(actor, "5"));
        Assert.Equal(JournalFault.Incompatible, fault.Fault);
        Assert.Equal(
            "the journal has events 'paid-in' of version 1, which the actor does not define; add Upcast for them, or "
            + "start over with --fresh", fault.Message);
        var store = new ActorPipeline.Events.EventStore<string>(_world.Memory, Plan(actor), _world.Clock);
        Assert.Equal(fault.Message, Assert.Throws<JournalException>(() => store.ReadActor("k")).Message);
    }

    [Fact]
    public void An_event_is_written_as_its_own_class_and_not_as_one_that_it_is_derived_from()
    {
        var catalog = new EventCatalog<Shape>();
        catalog.Add("shape", 1, Of<Shape>("shape"));
        catalog.Add("square", 1, Of<Square>("square"));
        Assert.Equal(0, Write(new Shape()));
        Assert.Equal(1, Write(new Square()));
        Assert.Equal(1, Write(new RedSquare()));
        Assert.Equal(0, Write(new Circle()));

        int Write(Shape shape) => catalog.Write(new ActorPipeline.Records.ByteArena(), shape);
        static ICodec<T> Of<T>(string name) => Codec.Of<T>(
            (writer, _) => Codec.Text.Write(writer, name), _ => throw new NotSupportedException());
    }

    [Fact]
    public void A_definition_that_contradicts_itself_is_refused()
    {
        Refused(d => d.Event("a", Codec.Text).Event("a", Codec.Text), "two events are named 'a'");
        Refused(d => d.Event("a", Codec.Text).Upcast("a", 1, Codec.Text, t => t), "version 1 of event 'a' is defined ");
        Refused(d => d.Event("a", Codec.Text).Output("x", default).Output("x", default), "two outputs are named 'x'");
        Refused(d => d.Event("a", Codec.Text).State(Codec.Text).State(Codec.Text), "the state has two codecs");
        Refused(d => d.State(Codec.Text), "names no event");
        Refused(d => d.Event("a", Codec.Text), "does not say how its state is written");
        Assert.Throws<ArgumentOutOfRangeException>(() => Spec(new Definer(d => d.Event("a", Codec.Text, 0))));

        static void Refused(Action<EventSourcedActor<string, string, string>.Definition> define, string because) =>
            Assert.Contains(
                because,
                Assert.Throws<ArgumentException>(() => Spec(new Definer(define, isBare: true))).Message,
                StringComparison.Ordinal);
    }

    private static ActorSpec<string, TEvent, TState> Spec<TEvent, TState>(
        EventSourcedActor<string, TEvent, TState> actor)
        where TEvent : notnull => new(actor, Plans.Schema);

    private static PipelinePlan Plan<TEvent, TState>(EventSourcedActor<string, TEvent, TState> actor)
        where TEvent : notnull => Plans.Of(Spec(actor), shards: 1, engine: Plans.Tiny with { RetainEvents = true });

    private void Run<TEvent, TState>(EventSourcedActor<string, TEvent, TState> actor, params string[] messages)
        where TEvent : notnull => _world.RunToEnd(
            Plan(actor), messages.Select((m, i) => Told.Record(_world.Inputs[0].Count + i, "k", m)));

    private IEnumerable<string> Read<TEvent, TState>(EventSourcedActor<string, TEvent, TState> actor)
        where TEvent : notnull =>
        new ActorPipeline.Events.EventStore<TEvent>(_world.Memory, Plan(actor), _world.Clock)
            .ReadActor("k").Select(e => $"{e.Event}");

    private string? Emitted<TEvent, TState>(EventSourcedActor<string, TEvent, TState> actor)
        where TEvent : notnull
    {
        Run(actor, "sum");
        return _world.Results.Rows[^1].Values[1]?.ToString();
    }

    private class Shape;

    private class Square : Shape;

    private sealed class RedSquare : Square;

    private sealed class Circle : Shape;

    /// <summary>An actor of which only the definition matters.</summary>
    private sealed class Definer(
        Action<EventSourcedActor<string, string, string>.Definition> define, bool isBare = false)
        : EventSourcedActor<string, string, string>
    {
        public override string NewState() => "";

        public override string Apply(string state, string @event) => state;

        public override Effects Receive(string message, string state, Context context) => context.None;

        public override void Define(Definition actor)
        {
            define(actor);
            if (!isBare)
            {
                actor.State(Codec.Text).Records(_ => _ => "");
            }
        }
    }
}

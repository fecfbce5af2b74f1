using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using ActorPipeline.Actors;
using ActorPipeline.Records;

namespace RecordPath.Tests.Actors;

/// <summary>An actor that does what its messages say; its state is a digest of all that happened, in order.</summary>
internal sealed class ScriptedActor(Func<Exception, Supervision>? supervise = null)
    : EventSourcedActor<Script, Noted, Digest>
{
    public override Digest NewState() => default;

    public override Digest Apply(Digest state, Noted @event) => state.With(@event);

    public override Effects Receive(Script message, Digest state, Context context)
    {
        var (name, at) = ($"timer-{message.Number % 3}", context.Time.AddMicroseconds(message.Number));
        return message.What switch
        {
            Op.Persist => context.Persist(new Noted(message.Number, context.TimeUs)),
            Op.PersistThree => context
                .Persist(new(1, context.TimeUs), new(message.Number, context.TimeUs), new(context.Version, 0))
                .Emit(message.Number, context.Key),
            Op.Emit => context.Emit(state.Count, Value.Null),
            Op.SetTimer => context.SetTimer(name, at),
            Op.CancelTimer => context.CancelTimer(name).Persist(new Noted(-1, 0)),
            Op.SetTimerAfter => context.SetTimerAfter(name, TimeSpan.FromMicroseconds(message.Number * 100)),
            Op.Schedule => context.Schedule(
                name, new Script(Op.Persist, message.Number), TimeSpan.FromMicroseconds(message.Number), 2),
            Op.ScheduleFailure => context.Schedule(name, new Script(Op.Fail, 0), TimeSpan.Zero, 2),
            Op.Stash => context.Stash(),
            Op.UnstashAll => context.UnstashAll().Persist(new Noted(-2, 0)),
            Op.Forget => context.Forget(),
            Op.Passivate => context.Passivate(),
            Op.Fail => throw new InvalidOperationException($"told to fail ({message.Number})"),
            _ => context.None,
        };
    }

    public override Effects OnTimer(string timer, Digest state, Context context) =>
        context.Persist(new Noted(timer[^1], context.TimeUs)).Emit(context.TimeUs, timer);

    public override void Define(Definition actor)
    {
        actor.Event("noted", Codec.Of(WriteNoted, ReadNoted))
            .State(Codec.Of(WriteDigest, ReadDigest))
            .Messages(Codec.Of(WriteScript, ReadScript))
            .Output("number", ColumnType.Int64)
            .Output("name", ColumnType.String)
            .Stash(20)
            .Records(columns =>
            {
                var (what, number) = (columns.Text("s"), columns.Int64("i"));
                return row => new Script(Enum.Parse<Op>(row[what]), row[number]);
            });
        if (supervise is not null)
        {
            actor.OnFailure(supervise);
        }
    }

    private static void WriteNoted(IBufferWriter<byte> writer, Noted noted) =>
        Write(writer, noted.Number, noted.TimeUs);

    private static Noted ReadNoted(ReadOnlySpan<byte> bytes) => new(Read(bytes, 0), Read(bytes, 1));

    private static void WriteDigest(IBufferWriter<byte> writer, Digest state) =>
        Write(writer, state.Count, (long)state.Hash);

    private static Digest ReadDigest(ReadOnlySpan<byte> bytes) => new(Read(bytes, 0), (ulong)Read(bytes, 1));

    private static void WriteScript(IBufferWriter<byte> writer, Script script) =>
        Encoding.UTF8.GetBytes($"{script.What} {script.Number}".AsSpan(), writer);

    private static Script ReadScript(ReadOnlySpan<byte> bytes)
    {
        var parts = Encoding.UTF8.GetString(bytes).Split(' ');
        return new Script(
            Enum.Parse<Op>(parts[0]), long.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    private static void Write(IBufferWriter<byte> writer, long first, long second)
    {
        var span = writer.GetSpan(16);
        BinaryPrimitives.WriteInt64LittleEndian(span, first);
        BinaryPrimitives.WriteInt64LittleEndian(span[8..], second);
        writer.Advance(16);
    }

    private static long Read(ReadOnlySpan<byte> bytes, int index) =>
        BinaryPrimitives.ReadInt64LittleEndian(bytes[(8 * index)..]);
}

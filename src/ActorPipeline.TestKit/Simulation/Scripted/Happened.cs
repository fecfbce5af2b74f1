using System.Buffers.Binary;
using ActorPipeline.Actors;

namespace ActorPipeline.TestKit.Simulation.Scripted;

/// <summary>An event of a <see cref="ScriptedActor"/>.</summary>
/// <param name="Kind">What.</param>
/// <param name="Number">Which, or how much.</param>
/// <param name="TimeUs">When, where that is a function of the input; else 0.</param>
internal readonly record struct Happened(EventKind Kind, long Number = 0, long TimeUs = 0)
{
    private const int Bytes = 17;

    public static ICodec<Happened> Codec { get; } = ActorPipeline.Actors.Codec.Of(
        (writer, happened) =>
        {
            var span = writer.GetSpan(Bytes);
            span[0] = (byte)happened.Kind;
            BinaryPrimitives.WriteInt64LittleEndian(span[1..], happened.Number);
            BinaryPrimitives.WriteInt64LittleEndian(span[9..], happened.TimeUs);
            writer.Advance(Bytes);
        },
        bytes => new Happened(
            (EventKind)bytes[0],
            BinaryPrimitives.ReadInt64LittleEndian(bytes[1..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[9..])));
}

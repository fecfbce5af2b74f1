using System.Globalization;
using System.Text;
using ActorPipeline.Actors;

namespace ActorPipeline.TestKit.Simulation.Scripted;

/// <summary>What a <see cref="ScriptedActor"/> knows.</summary>
/// <param name="Count">How much was noted.</param>
/// <param name="Digest">A hash of what was noted, in order where it has one.</param>
/// <param name="Sum">What was added, whatever the order.</param>
/// <param name="IsClosed">Whether messages are put aside.</param>
/// <param name="Asks">How many messages of a client were counted.</param>
/// <param name="AskedSum">Their amounts.</param>
internal readonly record struct Known(
    long Count, long Digest, long Sum, bool IsClosed = false, long Asks = 0, long AskedSum = 0)
{
    private const long Prime = 1_099_511_628_211;

    public static ICodec<Known> Codec { get; } = ActorPipeline.Actors.Codec.Of(
        (writer, state) => Encoding.UTF8.GetBytes(state.ToText().AsSpan(), writer), Read);

    /// <summary>A digest of one more thing.</summary>
    public static long Mix(long digest, long number, long timeUs) =>
        unchecked((((digest ^ number) * Prime) ^ timeUs) * Prime);

    public Known With(Happened happened) => happened.Kind switch
    {
        EventKind.Noted => this with
        {
            Count = Count + 1, Digest = Mix(Digest, happened.Number, happened.TimeUs),
        },
        EventKind.Counted => this with
        {
            Count = Count + 1, Digest = unchecked(Digest + Mix(0, happened.Number, happened.TimeUs)),
        },
        EventKind.Added => this with { Sum = Sum + happened.Number },
        EventKind.Closed => this with { IsClosed = true },
        EventKind.Opened => this with { IsClosed = false },
        EventKind.Asked => this with { Asks = Asks + 1, AskedSum = AskedSum + happened.Number },
        _ => throw new InvalidOperationException($"no state can take event {happened.Number}"),
    };

    private string ToText() => string.Create(
        CultureInfo.InvariantCulture, $"{Count} {Digest} {Sum} {(IsClosed ? 1 : 0)} {Asks} {AskedSum}");

    private static Known Read(ReadOnlySpan<byte> bytes)
    {
        var parts = Array.ConvertAll(
            Encoding.UTF8.GetString(bytes).Split(' '), p => long.Parse(p, CultureInfo.InvariantCulture));
        return new Known(parts[0], parts[1], parts[2], parts[3] != 0, parts[4], parts[5]);
    }
}

using System.Globalization;
using System.Text;
using ActorPipeline.Actors;

namespace ActorPipeline.TestKit.Simulation.Scripted;

/// <summary>What a <see cref="ScriptedActor"/> is told; in records and in the journal it is text.</summary>
/// <param name="What">What to do.</param>
/// <param name="Number">Which message it is: no other of its sender has this number.</param>
/// <param name="Amount">How much, or for timers how many microseconds later.</param>
internal readonly record struct Told(Deed What, long Number, long Amount)
{
    public static ICodec<Told> Codec { get; } = ActorPipeline.Actors.Codec.Of(
        (writer, told) => Encoding.UTF8.GetBytes(told.ToString().AsSpan(), writer),
        bytes => Parse(Encoding.UTF8.GetString(bytes)));

    /// <exception cref="FormatException">It is no message.</exception>
    public static Told Parse(string text)
    {
        var parts = text.Split(' ');
        return parts.Length == 3 && Enum.TryParse(parts[0], out Deed what)
            ? new Told(what, Number(parts[1]), Number(parts[2]))
            : throw new FormatException($"'{text}' is no message");

        static long Number(string part) => long.Parse(part, CultureInfo.InvariantCulture);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{What} {Number} {Amount}");
}

using ActorPipeline.Hocon.Origins;

namespace ActorPipeline.Hocon;

/// <summary>A number in JSON's grammar, kept as it was written: no precision is lost before a type is asked
/// for.</summary>
public sealed class HoconNumber : HoconValue
{
    internal HoconNumber(in Position position, string text)
        : base(position) => Text = text;

    /// <summary>The number as written, such as <c>1e5</c>.</summary>
    public string Text { get; }

    /// <inheritdoc/>
    public override HoconValueKind Kind => HoconValueKind.Number;

    internal override long Size => 1 + Text.Length;

    internal override string ConcatenationText => Text;
}

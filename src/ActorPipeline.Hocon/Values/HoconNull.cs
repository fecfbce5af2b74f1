using ActorPipeline.Hocon.Origins;

namespace ActorPipeline.Hocon;

/// <summary>An explicit <c>null</c>: it hides what it overrides.</summary>
public sealed class HoconNull : HoconValue
{
    internal HoconNull(in Position position)
        : base(position)
    {
    }

    /// <inheritdoc/>
    public override HoconValueKind Kind => HoconValueKind.Null;

    internal override long Size => 4;

    internal override string ConcatenationText => "null";
}

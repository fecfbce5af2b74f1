using ActorPipeline.Hocon.Origins;

namespace ActorPipeline.Hocon;

/// <summary><c>true</c> or <c>false</c>.</summary>
public sealed class HoconBoolean : HoconValue
{
    internal HoconBoolean(in Position position, bool value)
        : base(position) => Value = value;

    /// <summary>The value.</summary>
    public bool Value { get; }

    /// <inheritdoc/>
    public override HoconValueKind Kind => HoconValueKind.Boolean;

    internal override long Size => 5;

    internal override string ConcatenationText => Value ? "true" : "false";
}

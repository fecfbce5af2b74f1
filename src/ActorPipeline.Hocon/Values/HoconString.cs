using ActorPipeline.Hocon.Origins;

namespace ActorPipeline.Hocon;

/// <summary>A string, quoted or not, or the concatenation of simple values.</summary>
public sealed class HoconString : HoconValue
{
    internal HoconString(in Position position, string value)
        : base(position) => Value = value;

    /// <summary>The characters, escapes interpreted.</summary>
    public string Value { get; }

    /// <inheritdoc/>
    public override HoconValueKind Kind => HoconValueKind.String;

    internal override long Size => 1 + Value.Length;

    internal override string ConcatenationText => Value;
}

using System.Runtime.Intrinsics;

namespace ActorPipeline.Decoding;

/// <summary>A literal piece of a record, at most 32 bytes, and the value after it.</summary>
internal struct JsonSlot
{
    /// <summary>The literal, padded with anything.</summary>
    public Vector256<byte> Literal;

    /// <summary>0xFF for each byte that counts.</summary>
    public Vector256<byte> Mask;

    /// <summary>Length of the literal in bytes.</summary>
    public int LiteralLength;

    /// <summary>What follows it.</summary>
    public JsonSlotKind Kind;

    /// <summary>The column that takes it.</summary>
    public int Column;
}

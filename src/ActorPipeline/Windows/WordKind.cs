namespace ActorPipeline.Windows;

/// <summary>What a word of a cell holds, which says how a snapshot writes it.</summary>
internal enum WordKind
{
    /// <summary>An integer.</summary>
    Int,

    /// <summary>The upper word of a decimal: an integer of which not every value is one.</summary>
    DecimalTop,

    /// <summary>The places of a <see cref="DecimalSum"/>: an integer.</summary>
    DecimalScale,

    /// <summary>The exponent of the unit of <see cref="DoubleMoments"/>: an integer.</summary>
    Exponent,

    /// <summary>The upper word of a decimal, or what stood for a sum that had overflowed: an integer.</summary>
    FormerSumTop,

    /// <summary>The bits of a double.</summary>
    Double,

    /// <summary>The number of a text in the <see cref="TextStore"/>, or 0.</summary>
    Text,
}

namespace ActorPipeline.Decoding;

/// <summary>What follows a literal piece in a <see cref="JsonShape"/>.</summary>
internal enum JsonSlotKind
{
    /// <summary>More literal.</summary>
    None,

    /// <summary>The last value is read once more, for another column.</summary>
    Again,

    /// <summary>The record's end.</summary>
    End,

    /// <summary>A string that no column wants.</summary>
    SkipString,

    /// <summary>A number that no column wants.</summary>
    SkipNumber,

    /// <summary>True or false that no column wants.</summary>
    SkipBoolean,

    /// <summary>A string for a string column.</summary>
    Text,

    /// <summary>A string for a time column.</summary>
    TimeText,

    /// <summary>A number for an integer column.</summary>
    Int64,

    /// <summary>A number for a double column.</summary>
    Double,

    /// <summary>A number for a decimal column.</summary>
    Decimal,

    /// <summary>A number for a time column.</summary>
    Epoch,

    /// <summary>True or false for a boolean column.</summary>
    Boolean,
}

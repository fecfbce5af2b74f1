namespace ActorPipeline.Windows;

/// <summary>What a word of a cell holds, which says how a snapshot writes it.</summary>
internal enum WordKind
{
    /// <summary>An integer.</summary>
    Int,

    /// <summary>The bits of a double.</summary>
    Double,

    /// <summary>The number of a text in the <see cref="TextStore"/>, or 0.</summary>
    Text,
}

namespace ActorPipeline.Windows;

/// <summary>The words of one fold in pages of an older version of the plan.</summary>
/// <param name="Fold">The fold.</param>
/// <param name="Words">What its words were, where they are no more as they were.</param>
/// <param name="Into">The present fold that takes them; null where there is none.</param>
internal sealed record FormerFold(Fold Fold, FormerWords? Words, Fold? Into)
{
    /// <summary>What its words held.</summary>
    public IReadOnlyList<WordKind> Kinds => Words?.Kinds ?? Fold.Words;
}

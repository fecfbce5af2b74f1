namespace ActorPipeline.Expressions.Kernels;

/// <summary>Bounds of text that expressions compute.</summary>
internal static class TextLimits
{
    /// <summary>
    /// A longer result of <c>concat</c> or <c>replace</c> is null, as a number is that overflows. A bound of the
    /// value, not of the batch: what a record gives must not depend on its neighbours.
    /// </summary>
    public const int MaxComputedBytes = 1024 * 1024;
}

using ActorPipeline.Actors;

namespace ActorPipeline.Windows;

/// <summary>The first cells of a page's actors.</summary>
internal sealed class WindowPage
{
    /// <summary>By place in the page: the actor's newest cell, which leads to the older ones.</summary>
    public int[] Heads { get; } = new int[ActorPage.Size];

    /// <summary>No cell of the page is due at a lower watermark.</summary>
    public long DueUs { get; set; } = long.MaxValue;
}

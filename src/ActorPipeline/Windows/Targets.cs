namespace ActorPipeline.Windows;

/// <summary>Which event goes to which cell; an event of a hopping window goes to several.</summary>
internal sealed class Targets
{
    /// <summary>Events.</summary>
    public int[] Events { get; private set; } = new int[4096];

    /// <summary>Their cells.</summary>
    public int[] Cells { get; private set; } = new int[4096];

    /// <summary>Number of pairs.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets all pairs.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds a pair.</summary>
    public void Add(int @event, int cell)
    {
        if (Count == Events.Length)
        {
            var (events, cells) = (Events, Cells);
            Array.Resize(ref events, Count * 2);
            Array.Resize(ref cells, Count * 2);
            (Events, Cells) = (events, cells);
        }

        Events[Count] = @event;
        Cells[Count++] = cell;
    }
}

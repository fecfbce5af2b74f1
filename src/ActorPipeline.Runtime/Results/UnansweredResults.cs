namespace ActorPipeline.Runtime.Results;

/// <summary>Results on their way to an actor: added by the sink, which may wait, removed by answers.</summary>
internal sealed class UnansweredResults
{
    private readonly object _monitor = new();
    private readonly HashSet<ResultId> _ids = [];

    public void Add(ResultId id)
    {
        lock (_monitor)
        {
            _ids.Add(id);
        }
    }

    public void Remove(ResultId id)
    {
        lock (_monitor)
        {
            if (_ids.Remove(id))
            {
                Monitor.Pulse(_monitor);
            }
        }
    }

    /// <summary>Waits until there are no more than so many.</summary>
    /// <param name="most">How many there may be.</param>
    /// <param name="longestSilence">How long none may be answered.</param>
    /// <returns>How many there still are: too many when none was answered for so long.</returns>
    public int Wait(int most, TimeSpan longestSilence)
    {
        lock (_monitor)
        {
            while (_ids.Count > most && Monitor.Wait(_monitor, longestSilence))
            {
            }

            return _ids.Count;
        }
    }
}

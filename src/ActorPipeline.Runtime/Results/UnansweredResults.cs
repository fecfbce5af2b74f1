namespace ActorPipeline.Runtime.Results;

/// <summary>Results on their way to an actor: added by the sink, which may wait, removed by answers.</summary>
internal sealed class UnansweredResults
{
    private readonly Lock _lock = new();
    private readonly HashSet<ResultId> _ids = [];
    private readonly SemaphoreSlim _answered = new(0, 1);

    public void Add(ResultId id)
    {
        lock (_lock)
        {
            _ids.Add(id);
        }
    }

    public void Remove(ResultId id)
    {
        lock (_lock)
        {
            if (_ids.Remove(id) && _answered.CurrentCount == 0)
            {
                _answered.Release();
            }
        }
    }

    /// <summary>Waits until there are no more than so many.</summary>
    /// <param name="most">How many there may be.</param>
    /// <param name="longestSilence">How long none may be answered.</param>
    /// <returns>How many there still are: too many when none was answered for so long.</returns>
    public int Wait(int most, TimeSpan longestSilence)
    {
        while (true)
        {
            lock (_lock)
            {
                if (_ids.Count <= most)
                {
                    return _ids.Count;
                }
            }

            if (!_answered.Wait(longestSilence))
            {
                lock (_lock)
                {
                    return _ids.Count;
                }
            }
        }
    }
}

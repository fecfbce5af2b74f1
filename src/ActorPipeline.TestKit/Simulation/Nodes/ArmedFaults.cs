namespace ActorPipeline.TestKit.Simulation.Nodes;

/// <summary>Faults of a node that wait for the call that they are meant for.</summary>
internal sealed class ArmedFaults(Action<string> onHit)
{
    private readonly List<Fault> _armed = [];

    public void Add(Fault fault) => _armed.Add(fault);

    /// <summary>Takes a fault of one of these kinds, the first that was armed; null for none.</summary>
    public Fault? Take(string call, params ReadOnlySpan<FaultKind> kinds)
    {
        for (var i = 0; i < _armed.Count; i++)
        {
            if (kinds.Contains(_armed[i].Kind))
            {
                var fault = _armed[i];
                _armed.RemoveAt(i);
                onHit($"{call} meets {fault.Kind}");
                return fault;
            }
        }

        return null;
    }
}

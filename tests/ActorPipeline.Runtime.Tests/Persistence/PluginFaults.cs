using Akka.Actor;

namespace ActorPipeline.Runtime.Tests.Persistence;

/// <summary>What a node's <see cref="PluginGate"/>s hold and lose.</summary>
internal sealed class PluginFaults : IJournalFaults
{
    private readonly Lock _lock = new();
    private readonly List<IActorRef> _gates = [];
    private readonly Queue<Loss> _losses = [];
    private Predicate<object>? _holds;

    public enum Loss
    {
        Write,
        Reply,
    }

    public void Add(IActorRef gate) => _gates.Add(gate);

    public void Freeze() => Hold(_ => true);

    /// <summary>Holds the messages to plugins that are told, until <see cref="Thaw"/>.</summary>
    public void Hold(Predicate<object> what) => Volatile.Write(ref _holds, what);

    public void Thaw()
    {
        Volatile.Write(ref _holds, null);
        foreach (var gate in _gates)
        {
            gate.Tell(new Open());
        }
    }

    public void LoseReply() => Lose(Loss.Reply);

    public void LoseWrite() => Lose(Loss.Write);

    public bool Holds(object message) => Volatile.Read(ref _holds) is { } holds && holds(message);

    public Loss? TakeLoss()
    {
        lock (_lock)
        {
            return _losses.TryDequeue(out var loss) ? loss : null;
        }
    }

    private void Lose(Loss loss)
    {
        lock (_lock)
        {
            _losses.Enqueue(loss);
        }
    }

    public sealed record Open;
}

using System.Threading.Tasks.Sources;

namespace ActorPipeline.Streams.Tests.Harness;

/// <summary>Operations, named by a number, that end when a test says so, on the thread on which it does.</summary>
internal sealed class Gates
{
    private readonly Dictionary<int, Gate> _gates = [];

    /// <summary>Operations under way.</summary>
    public int Waiting => _gates.Values.Count(g => g.IsWaiting);

    /// <summary>Operations that were cancelled.</summary>
    public int Cancelled { get; private set; }

    public void Open(int number) => Of(number).End(null);

    public void Fail(int number, Exception cause) => Of(number).End(cause);

    public ValueTask WaitAsync(int number, CancellationToken cancellation) =>
        new(Begin(number, cancellation), Of(number).Version);

    /// <summary>The number, when its gate is open.</summary>
    public ValueTask<int> GiveAsync(int number, CancellationToken cancellation) =>
        new(Begin(number, cancellation), Of(number).Version);

    private Gate Begin(int number, CancellationToken cancellation)
    {
        var gate = Of(number);
        gate.IsWaiting = !gate.IsEnded;
        cancellation.UnsafeRegister(
            _ =>
            {
                if (gate.IsWaiting)
                {
                    Cancelled++;
                    gate.End(new OperationCanceledException(cancellation));
                }
            },
            null);
        return gate;
    }

    private Gate Of(int number)
    {
        if (!_gates.TryGetValue(number, out var gate))
        {
            _gates.Add(number, gate = new Gate(number));
        }

        return gate;
    }

    private sealed class Gate(int number) : IValueTaskSource<int>, IValueTaskSource
    {
        private ManualResetValueTaskSourceCore<int> _core;

        public bool IsWaiting { get; set; }

        public bool IsEnded { get; private set; }

        public short Version => _core.Version;

        public void End(Exception? cause)
        {
            if (IsEnded)
            {
                return;
            }

            (IsEnded, IsWaiting) = (true, false);
            if (cause is null)
            {
                _core.SetResult(number);
            }
            else
            {
                _core.SetException(cause);
            }
        }

        public int GetResult(short token) => _core.GetResult(token);

        void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

        public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

        public void OnCompleted(
            Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _core.OnCompleted(continuation, state, token, flags);
    }
}

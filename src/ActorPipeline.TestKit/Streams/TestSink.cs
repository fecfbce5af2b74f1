using ActorPipeline.Streams;
using ActorPipeline.Streams.Running;

namespace ActorPipeline.TestKit.Streams;

/// <summary>A sink that a test drives: it asks for as many elements as it is told to, and keeps them.</summary>
/// <typeparam name="T">The elements.</typeparam>
public sealed class TestSink<T>
{
    private readonly StreamTest _test;
    private readonly List<T> _elements = [];
    private StageContext? _context;
    private Exception? _cause;
    private bool _isCompleted;
    private bool _isCancelled;
    private bool _isClosed;
    private int _checked;
    private long _requested;

    internal TestSink(StreamTest test)
    {
        _test = test;
        Sink = new Sink<T, TestSink<T>>("test-sink", (upstream, context) =>
        {
            _context = context;
            return (new ProbeDriver(this, upstream), this);
        });
    }

    /// <summary>The sink, for one graph.</summary>
    public Sink<T, TestSink<T>> Sink { get; }

    /// <summary>All elements that came.</summary>
    public IReadOnlyList<T> Elements => _elements;

    /// <summary>Asks for more elements.</summary>
    public void Request(long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _requested += count;
        Wake();
    }

    /// <summary>Wants no more: the graph is cancelled from its end.</summary>
    public void Cancel()
    {
        _isCancelled = true;
        Wake();
    }

    /// <summary>These elements came next, in this order, and no more of those that were asked for.</summary>
    public void ExpectNext(params ReadOnlySpan<T> elements)
    {
        var expected = elements.ToArray();
        var next = _elements.Skip(_checked).ToArray();
        _test.Check(
            expected.SequenceEqual(next), $"expected {Text(expected)} next, but there came {Text(next)}; {Seen()}");
        _checked = _elements.Count;
    }

    /// <summary>Nothing came since the last expectation.</summary>
    public void ExpectNothing() => ExpectNext();

    /// <summary>There are no more elements, and the stream did not fail.</summary>
    public void ExpectCompleted()
    {
        Request(1);
        _test.Check(_isCompleted && _cause is null, $"the stream should have completed; {Seen()}");
        ExpectNothing();
    }

    /// <summary>The stream has failed.</summary>
    /// <returns>The cause.</returns>
    public TException ExpectFailure<TException>()
        where TException : Exception
    {
        Request(1);
        _test.Check(
            _isClosed && _cause is TException,
            $"the stream should have failed with {typeof(TException).Name}; {Seen()}");
        return (TException)_cause!;
    }

    private string Seen()
    {
        var end = _isCompleted ? "it has completed"
            : _cause is not null ? $"it failed with {_cause.GetType().Name}: {_cause.Message}"
            : _isClosed ? "it is closed"
            : $"{_requested} more are asked for";
        return $"so far there came {Text(_elements)}, and {end}";
    }

    private static string Text(IReadOnlyCollection<T> elements) =>
        elements.Count == 0 ? "nothing" : $"[{string.Join(", ", elements)}]";

    private void Wake()
    {
        _context?.Wake();
        _test.Settle();
    }

    private sealed class ProbeDriver(TestSink<T> sink, Stage<T> upstream) : Driver
    {
        public override PullStatus Run()
        {
            while (!sink._isCancelled && sink._requested > 0)
            {
                var status = upstream.Pull(out var element);
                if (status != PullStatus.Item)
                {
                    sink._isCompleted |= status == PullStatus.Done;
                    return status;
                }

                sink._requested--;
                sink._elements.Add(element);
            }

            return sink._isCancelled ? PullStatus.Done : PullStatus.Pending;
        }

        public override void Close(Exception? cause)
        {
            (sink._isClosed, sink._cause) = (true, cause);
            upstream.Close();
        }
    }
}

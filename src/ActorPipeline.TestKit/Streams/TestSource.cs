using ActorPipeline.Streams;

namespace ActorPipeline.TestKit.Streams;

/// <summary>A source that a test drives: it gives what it was sent, no sooner than somebody asks.</summary>
/// <typeparam name="T">The elements.</typeparam>
public sealed class TestSource<T>
{
    private readonly StreamTest _test;
    private readonly Queue<T> _elements = new();
    private StageContext? _context;
    private Exception? _failure;
    private bool _isComplete;
    private bool _isAsked;
    private int _closings;

    internal TestSource(StreamTest test)
    {
        _test = test;
        Source = ActorPipeline.Streams.Source.Create<T>("test-source", Attach);
    }

    /// <summary>The source, for one graph.</summary>
    public Source<T> Source { get; }

    /// <summary>Elements that were asked for and given.</summary>
    public int Given { get; private set; }

    /// <summary>Elements that were sent and not yet asked for.</summary>
    public int Waiting => _elements.Count;

    /// <summary>Gives elements as soon as they are asked for.</summary>
    public void Send(params ReadOnlySpan<T> elements)
    {
        foreach (var element in elements)
        {
            _elements.Enqueue(element);
        }

        Wake();
    }

    /// <summary>Ends, behind what was sent.</summary>
    public void Complete()
    {
        _isComplete = true;
        Wake();
    }

    /// <summary>Fails, behind what was sent.</summary>
    public void Fail(Exception failure)
    {
        _failure = failure;
        Wake();
    }

    /// <summary>Somebody has asked for an element and not been given one.</summary>
    public void ExpectDemand() => _test.Check(
        _isAsked && _closings == 0, $"the source should have been asked for an element; {Seen()}");

    /// <summary>Nobody asks for an element.</summary>
    public void ExpectNoDemand() => _test.Check(
        !_isAsked || _closings > 0, $"the source should not have been asked for an element; {Seen()}");

    /// <summary>The graph has closed the source before it had ended.</summary>
    public void ExpectCancelled() => _test.Check(
        _closings == 1 && !_isComplete && _failure is null, $"the source should have been cancelled once; {Seen()}");

    private string Seen() =>
        $"it gave {Given}, keeps {_elements.Count}, was {(_isAsked ? "" : "not ")}asked for more and closed "
        + $"{_closings} times";

    private ProbeStage Attach(StageContext context)
    {
        if (_context is not null)
        {
            throw new InvalidOperationException("a test source is for one graph");
        }

        _context = context;
        return new ProbeStage(this);
    }

    private void Wake()
    {
        _context?.Wake();
        _test.Settle();
    }

    private PullStatus Pull(out T item)
    {
        item = default!;
        _isAsked = true;
        if (!_context!.TryTake())
        {
            return _context.Refuse(out item);
        }

        if (_elements.TryDequeue(out item!))
        {
            (_isAsked, Given) = (false, Given + 1);
            return PullStatus.Item;
        }

        return _failure is { } failure ? throw failure
            : _isComplete ? PullStatus.Done
            : PullStatus.Pending;
    }

    private sealed class ProbeStage(TestSource<T> source) : Stage<T>
    {
        public override PullStatus Pull(out T item) => source.Pull(out item);

        public override void Close() => source._closings++;
    }
}

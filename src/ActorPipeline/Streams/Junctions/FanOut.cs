using ActorPipeline.Streams.Stages;

namespace ActorPipeline.Streams.Junctions;

/// <summary>
/// One upstream, several outputs with a place for one element each. Whoever pulls an output may bring elements to the
/// others; an output that had to wait gets another turn then.
/// </summary>
internal abstract class FanOut<T>
{
    private readonly Stage<T> _upstream;
    private readonly FanOutPort<T>[] _ports;
    private readonly UpstreamEnd _end = new();
    private readonly bool _endsWithFirst;
    private int _open;
    private bool _isCut;

    /// <param name="upstream">What all share.</param>
    /// <param name="count">How many outputs there are.</param>
    /// <param name="endsWithFirst">Whether an output that is closed ends them all, rather than the last one.</param>
    /// <param name="context">Where it was made.</param>
    protected FanOut(Stage<T> upstream, int count, bool endsWithFirst, StageContext context)
    {
        (_upstream, _open, _endsWithFirst, Context) = (upstream, count, endsWithFirst, context);
        _ports = new FanOutPort<T>[count];
        for (var i = 0; i < count; i++)
        {
            _ports[i] = new FanOutPort<T>(this, i);
        }
    }

    protected StageContext Context { get; }

    protected FanOutPort<T>[] Ports => _ports;

    /// <summary>An output as a source, for whoever is in this materialization.</summary>
    public Source<T> Output(int index, string name) => Source.Of(name, _ports[index], Context);

    public Stage<T> Stage(int index) => _ports[index];

    /// <summary>An output for a stage in whatever island.</summary>
    public Stage<T> StageFor(int index, StageContext here) => Running.Boundary.Join(_ports[index], Context, here);

    /// <summary>An output whose place is empty is pulled.</summary>
    public PullStatus PullFor(FanOutPort<T> port, out T item)
    {
        item = default!;
        if (_isCut)
        {
            return PullStatus.Done;
        }

        if (!_end.IsOpen)
        {
            return _end.Status();
        }

        var status = Distribute(port, out item);
        if (!_end.IsOpen)
        {
            TurnWaiting();
            return status == PullStatus.Item ? status : _end.Status();
        }

        port.IsWaiting = status == PullStatus.Pending;
        return status;
    }

    public void OnClosed()
    {
        _open--;
        _isCut |= _endsWithFirst;
        TurnWaiting();
        if (_open == 0)
        {
            _upstream.Close();
        }
    }

    /// <summary>An output gave what was in its place.</summary>
    public void OnTaken() => TurnWaiting();

    /// <summary>Pulls the upstream once or several times and gives each element to whom it belongs.</summary>
    protected abstract PullStatus Distribute(FanOutPort<T> port, out T item);

    protected PullStatus PullUpstream(out T item) => _end.Pull(_upstream, Context, out item);

    /// <summary>Puts an element into an empty place.</summary>
    protected void Put(FanOutPort<T> port, T item)
    {
        port.Put(item);
        TurnWaiting();
    }

    protected void TurnWaiting()
    {
        foreach (var port in _ports)
        {
            if (port.IsWaiting)
            {
                port.IsWaiting = false;
                Context.Waker.Again();
            }
        }
    }
}

/// <summary>An output of a <see cref="FanOut{T}"/>.</summary>
internal sealed class FanOutPort<T>(FanOut<T> junction, int index) : Stage<T>
{
    private T _item = default!;

    public int Index => index;

    public bool HasItem { get; private set; }

    public bool IsClosed { get; private set; }

    /// <summary>Whether its last answer was that there is nothing now; or it has not been asked yet.</summary>
    public bool IsWaiting { get; set; } = true;

    /// <summary>Whether an element can be put into its place.</summary>
    public bool IsEmpty => !HasItem;

    public void Put(T item) => (_item, HasItem) = (item, true);

    public override PullStatus Pull(out T item)
    {
        if (!HasItem)
        {
            return junction.PullFor(this, out item);
        }

        item = _item;
        (_item, HasItem) = (default!, false);
        junction.OnTaken();
        return PullStatus.Item;
    }

    public override void Close()
    {
        (IsClosed, IsWaiting, _item, HasItem) = (true, false, default!, false);
        junction.OnClosed();
    }
}

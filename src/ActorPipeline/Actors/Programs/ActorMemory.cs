using System.Runtime.CompilerServices;
using ActorPipeline.Journal.Format;

namespace ActorPipeline.Actors;

/// <summary>
/// The state of all actors of a shard, in pages; changes by facts only, the same live and in replay.
/// </summary>
internal sealed class ActorMemory<TMessage, TEvent, TState>(
    EventSourcedActor<TMessage, TEvent, TState> actor,
    EventSourcedActor<TMessage, TEvent, TState>.Definition definition)
    where TMessage : notnull
    where TEvent : notnull
{
    private static readonly int _fixedBytes = ActorPage.Size * (Unsafe.SizeOf<TState>() + sizeof(long) + 1);

    private readonly int _heapBytes = RuntimeHelpers.IsReferenceOrContainsReferences<TState>()
        ? definition.StateBytes
        : 0;

    private readonly ByteWriter _bytes = new();
    private ActorPageState<TState>?[] _pages = [];
    private readonly Dictionary<int, ActorExtras> _awaited = [];
    private int _residentPages;
    private long _states;

    /// <summary>Bytes of memory, as far as they can be told.</summary>
    public long Bytes => (_residentPages * (long)_fixedBytes) + (_states * _heapBytes);

    public ActorPageState<TState> Page(int page) => _pages[page]!;

    public ActorPageState<TState> PageOf(int ordinal) => _pages[ordinal >> ActorPage.Shift]!;

    /// <summary>The state of an actor.</summary>
    public TState StateOf(ActorPageState<TState> page, int place) =>
        page.HasState[place] ? page.States[place] : actor.NewState();

    public void Add(int page)
    {
        if (page >= _pages.Length)
        {
            Array.Resize(ref _pages, Math.Max(page + 1, _pages.Length * 2));
        }

        _pages[page] = new ActorPageState<TState>();
        _residentPages++;
    }

    public void Drop(int page)
    {
        _states -= _pages[page]!.HasState.AsSpan().Count(true);
        for (var place = 0; _pages[page]!.HasExtras && place < ActorPage.Size; place++)
        {
            // The snapshot has the messages, but not who waits for them.
            if (_pages[page]!.Extras(place) is { } extras && extras.Requests.Any())
            {
                _awaited.Add((page << ActorPage.Shift) + place, extras);
            }
        }

        _pages[page] = null;
        _residentPages--;
    }

    /// <summary>Those who wait for what becomes of messages put aside.</summary>
    public IEnumerable<ActorRequest> Requests() => _awaited.Values
        .Concat(_pages.OfType<ActorPageState<TState>>().SelectMany(p => p.AllExtras))
        .SelectMany(e => e.Requests);

    public bool IsEmpty(int ordinal)
    {
        var (page, place) = (PageOf(ordinal), ordinal & ActorPage.Mask);
        return !page.HasState[place] && page.Extras(place) is null or { IsEmpty: true };
    }

    /// <summary>Applies an event.</summary>
    public void Apply(int ordinal, TEvent @event)
    {
        var (page, place) = (PageOf(ordinal), ordinal & ActorPage.Mask);
        page.States[place] = actor.Apply(StateOf(page, place), @event);
        page.Versions[place]++;
        if (!page.HasState[place])
        {
            page.HasState[place] = true;
            _states++;
        }
    }

    /// <summary>Applies a fact that is no event of the actor.</summary>
    public void Apply(int ordinal, int kind, ReadOnlySpan<byte> payload, ActorRequest? request = null)
    {
        var (page, place) = (PageOf(ordinal), ordinal & ActorPage.Mask);
        if (kind == FactKind.Forgotten)
        {
            _states -= page.HasState[place] ? 1 : 0;
            (page.HasState[place], page.Versions[place], page.States[place]) = (false, 0, default!);
            if (page.Extras(place) is null)
            {
                return;
            }
        }

        var extras = page.ExtrasOf(place);
        var (dueUs, alarmUs) = (extras.DueUs, extras.AlarmUs);
        extras.Apply(kind, payload, request);
        page.Note(extras, dueUs, alarmUs);
    }

    /// <summary>
    /// Writes a page: version of the states; by place, packed, events so far and length of the state + 1 (0 for none);
    /// the states; number of actors with more than that, and each with its place.
    /// </summary>
    public void Write(int number, ByteWriter writer)
    {
        var page = Page(number);
        var lengths = new long[ActorPage.Size];
        var states = new Records.ByteArena();
        for (var place = 0; place < ActorPage.Size; place++)
        {
            var from = states.Length;
            if (page.HasState[place])
            {
                definition.StateCodec.Write(states, page.States[place]);
                lengths[place] = states.Length - from + 1;
            }
        }

        writer.WriteUnsigned((ulong)definition.StateCodec.Version);
        PackedInts.Write(writer, page.Versions);
        PackedInts.Write(writer, lengths);
        writer.WriteBytes(states.Written);
        WriteExtras(page, writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote into a new page.</summary>
    public void Read(int number, ref ByteCursor cursor)
    {
        Add(number);
        var page = Page(number);
        var version = cursor.ReadCount(int.MaxValue, "as a version");
        var lengths = new long[ActorPage.Size];
        PackedInts.Read(ref cursor, page.Versions);
        PackedInts.Read(ref cursor, lengths);
        for (var place = 0; place < ActorPage.Size; place++)
        {
            if (lengths[place] != 0)
            {
                var bytes = cursor.Take((int)Math.Clamp(lengths[place] - 1, -1, int.MaxValue));
                page.States[place] = definition.StateCodec.Read(version, bytes);
                page.HasState[place] = true;
                _states++;
            }
        }

        for (var count = cursor.ReadCount(ActorPage.Size, "actors with timers"); count > 0; count--)
        {
            var place = cursor.ReadCount(ActorPage.Mask, "as a place");
            var extras = ActorExtras.Read(ref cursor);
            page.SetExtras(place, _awaited.Remove((number << ActorPage.Shift) + place, out var same) ? same : extras);
        }
    }

    private void WriteExtras(ActorPageState<TState> page, ByteWriter writer)
    {
        _bytes.Truncate(0);
        var count = 0UL;
        for (var place = 0; page.HasExtras && place < ActorPage.Size; place++)
        {
            if (page.Extras(place) is { IsEmpty: false } extras)
            {
                count++;
                _bytes.WriteUnsigned((ulong)place);
                extras.Write(_bytes);
            }
        }

        writer.WriteUnsigned(count);
        writer.WriteBytes(_bytes.Written);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ActorPipeline.Journal.Format;

namespace ActorPipeline.Actors;

/// <summary>
/// The keys of up to <see cref="Size"/> actors with neighbouring ordinals: the unit of snapshots and passivation. A
/// page is resident or not as a whole.
/// </summary>
internal sealed class ActorPage
{
    /// <summary>Actors a page.</summary>
    public const int Size = 1 << Shift;

    /// <summary>Ordinal to page: a shift.</summary>
    public const int Shift = 10;

    /// <summary>Ordinal to place in the page: a mask.</summary>
    public const int Mask = Size - 1;

    private const int Free = -1;

    private readonly ulong[] _hashes = new ulong[Size];
    private readonly (int Start, int Length)[] _keys = new (int, int)[Size];
    private byte[] _bytes = new byte[Size * 8];
    private int _used;
    private int _removed;

    /// <summary>An empty page.</summary>
    public ActorPage() => Array.Fill(_keys, (0, Free));

    /// <summary>Actors in the page.</summary>
    public int LiveCount { get; private set; }

    /// <summary>Bytes of memory.</summary>
    public long MemoryBytes => _bytes.Length + (Size * 16L);

    /// <summary>Whether a place holds an actor.</summary>
    public bool IsLive(int place) => _keys[place].Length != Free;

    /// <summary>The key of an actor.</summary>
    public ReadOnlySpan<byte> KeyOf(int place) => _bytes.AsSpan(_keys[place].Start, _keys[place].Length);

    /// <summary>Whether this is the key of an actor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool HasKey(int place, ReadOnlySpan<byte> key)
    {
        var mine = KeyOf(place);
        if (mine.Length != key.Length || mine.Length is < sizeof(ulong) or > 2 * sizeof(ulong))
        {
            return mine.SequenceEqual(key);
        }

        // Most keys are of such a length: two words that overlap are compared without a call.
        var last = key.Length - sizeof(ulong);
        return ((MemoryMarshal.Read<ulong>(mine) ^ MemoryMarshal.Read<ulong>(key))
            | (MemoryMarshal.Read<ulong>(mine[last..]) ^ MemoryMarshal.Read<ulong>(key[last..]))) == 0;
    }

    /// <summary>The hash of an actor's key.</summary>
    public ulong HashOf(int place) => _hashes[place];

    /// <summary>Puts an actor in a free place.</summary>
    public void Add(int place, ulong hash, ReadOnlySpan<byte> key)
    {
        if (_bytes.Length - _used < key.Length)
        {
            MakeRoom(key.Length);
        }

        key.CopyTo(_bytes.AsSpan(_used));
        _hashes[place] = hash;
        _keys[place] = (_used, key.Length);
        _used += key.Length;
        LiveCount++;
    }

    /// <summary>Removes an actor. Its key's bytes are reclaimed when a new one needs the room.</summary>
    public void Remove(int place)
    {
        _removed += _keys[place].Length;
        _keys[place].Length = Free;
        LiveCount--;
    }

    /// <summary>
    /// Writes what a shard needs to know of the page without loading it: which places live, and their hashes.
    /// Layout: <see cref="Size"/> bits, then 8 bytes for each live place.
    /// </summary>
    public void WriteIndex(ByteWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var bits = writer.Claim(Size / 8);
        bits.Clear();
        for (var place = 0; place < Size; place++)
        {
            bits[place >> 3] |= (byte)((IsLive(place) ? 1 : 0) << (place & 7));
        }

        for (var place = 0; place < Size; place++)
        {
            if (IsLive(place))
            {
                writer.WriteInt64((long)_hashes[place]);
            }
        }
    }

    /// <summary>Writes the keys: for each place of the page its length + 1 or 0, packed; then the bytes.</summary>
    public void WriteKeys(ByteWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Span<long> lengths = stackalloc long[Size];
        for (var place = 0; place < Size; place++)
        {
            lengths[place] = _keys[place].Length + 1;
        }

        PackedInts.Write(writer, lengths);
        for (var place = 0; place < Size; place++)
        {
            if (IsLive(place))
            {
                writer.WriteBytes(KeyOf(place));
                writer.WriteInt64((long)_hashes[place]);
            }
        }
    }

    /// <summary>Reads what <see cref="WriteKeys"/> wrote into an empty page.</summary>
    public void ReadKeys(ref ByteCursor cursor)
    {
        Span<long> lengths = stackalloc long[Size];
        PackedInts.Read(ref cursor, lengths);
        for (var place = 0; place < Size; place++)
        {
            if (lengths[place] != 0)
            {
                var key = cursor.Take((int)Math.Clamp(lengths[place] - 1, -1, int.MaxValue));
                Add(place, (ulong)cursor.ReadInt64(), key);
            }
        }
    }

    /// <summary>Reclaims the bytes of removed keys; grows where that would soon be needed again.</summary>
    private void MakeRoom(int length)
    {
        var needed = _used - _removed + length;
        var target = new byte[needed > _bytes.Length * 3 / 4 ? Math.Max(_bytes.Length * 3 / 2, needed) : _bytes.Length];
        var used = 0;
        for (var place = 0; place < Size; place++)
        {
            if (IsLive(place))
            {
                var key = KeyOf(place);
                key.CopyTo(target.AsSpan(used));
                _keys[place].Start = used;
                used += key.Length;
            }
        }

        (_bytes, _used, _removed) = (target, used, 0);
    }
}

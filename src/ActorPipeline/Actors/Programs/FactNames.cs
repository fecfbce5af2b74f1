using ActorPipeline.Journal.Format;

namespace ActorPipeline.Actors;

/// <summary>
/// Whose facts a frame of the journal holds, and how many events each had before: so that history can be read from
/// anywhere, without the births before it. Reused.
/// </summary>
internal sealed class FactNames
{
    private readonly Dictionary<int, long> _versions = [];

    /// <summary>Number of actors.</summary>
    public int Count => _versions.Count;

    public void Clear() => _versions.Clear();

    /// <summary>An actor is about to have an event; of several, the first counts.</summary>
    public void Add(int ordinal, long version) => _versions.TryAdd(ordinal, version);

    /// <summary>Writes the content of a frame.</summary>
    public void WriteTo(ByteWriter writer, RecordBytes keyOf)
    {
        writer.WriteUnsigned((ulong)Count);
        var (ordinals, versions, lengths) = (new long[Count], new long[Count], new long[Count]);
        var i = 0;
        foreach (var (ordinal, version) in _versions)
        {
            (ordinals[i], versions[i], lengths[i]) = (ordinal, version, keyOf(ordinal).Length);
            i++;
        }

        PackedInts.Write(writer, ordinals);
        PackedInts.Write(writer, versions);
        PackedInts.Write(writer, lengths);
        foreach (var ordinal in ordinals)
        {
            writer.WriteBytes(keyOf((int)ordinal));
        }
    }

    /// <summary>Reads the content of a frame, and hands each actor over.</summary>
    public static void Read(ref ByteCursor cursor, NameReader reader)
    {
        var count = cursor.ReadCount(PackedInts.MaxCount, "actors");
        var (ordinals, versions, lengths) = (new long[count], new long[count], new long[count]);
        PackedInts.Read(ref cursor, ordinals);
        PackedInts.Read(ref cursor, versions);
        PackedInts.Read(ref cursor, lengths);
        for (var i = 0; i < count; i++)
        {
            var key = cursor.Take((int)Math.Clamp(lengths[i], -1, int.MaxValue));
            if (ordinals[i] is < 0 or > int.MaxValue || versions[i] < 0)
            {
                throw new FormatDamageException($"actor {ordinals[i]} with {versions[i]} events");
            }

            reader((int)ordinals[i], versions[i], key);
        }
    }
}

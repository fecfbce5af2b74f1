using System.Buffers;
using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;

namespace ActorPipeline.Actors;

/// <summary>Writes values in one version, and reads them in any that is known.</summary>
internal sealed class VersionedCodec<T>(string what)
{
    private readonly Dictionary<int, CodecReader<T>> _readers = [];
    private ICodec<T>? _current;

    /// <summary>The version that is written; 0 while none is set.</summary>
    public int Version { get; private set; }

    public void SetCurrent(int version, ICodec<T> codec)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        if (_current is not null)
        {
            throw new ArgumentException($"{what} has two codecs", nameof(codec));
        }

        (Version, _current) = (version, codec);
        _readers.Add(version, codec.Read);
    }

    public void Add<TOld>(int version, ICodec<TOld> codec, Func<TOld, T> upcast)
    {
        if (!_readers.TryAdd(version, bytes => upcast(codec.Read(bytes))))
        {
            throw new ArgumentException($"version {version} of {what} is defined twice", nameof(version));
        }
    }

    /// <summary>A value for a reader: JSON where it is written so.</summary>
    public string Describe(T value) => ContentText.Of(_current!, value);

    public bool CanRead(int version) => _readers.ContainsKey(version);

    public void Write(IBufferWriter<byte> writer, T value) => _current!.Write(writer, value);

    /// <exception cref="JournalException">The version is unknown.</exception>
    /// <exception cref="FormatDamageException">The bytes are no such value.</exception>
    public T Read(int version, ReadOnlySpan<byte> bytes)
    {
        if (!_readers.TryGetValue(version, out var read))
        {
            throw new JournalException(
                $"the journal has version {version} of {what}, which the actor does not define; say in Define how it "
                + "is read today", JournalFault.Incompatible);
        }

        try
        {
            return read(bytes);
        }
        catch (Exception fault) when (fault is not (JournalException or FormatDamageException or OutOfMemoryException))
        {
            throw new FormatDamageException($"{what}, version {version}, can't be read: {fault.Message}");
        }
    }
}

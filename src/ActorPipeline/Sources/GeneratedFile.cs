using ActorPipeline.Plan;
using ActorPipeline.Sources.Generator;

namespace ActorPipeline.Sources;

/// <summary>Files of made-up records, for demonstrations and benchmarks.</summary>
internal static class GeneratedFile
{
    private const int BufferBytes = 1 << 20;

    /// <summary>
    /// Writes all records of a partition, a line each, as fast as the stream takes them. They are the same records that
    /// a source with these settings has.
    /// </summary>
    /// <param name="spec">The settings; their rate is not observed, their count must be set.</param>
    /// <param name="partition">Which partition, from 0.</param>
    /// <param name="target">Where to; not flushed.</param>
    /// <returns>The number of records.</returns>
    /// <exception cref="ArgumentException">The count is not set, so there would be no end.</exception>
    /// <exception cref="SourceException">A setting is out of range.</exception>
    public static long Write(GeneratorSourceSpec spec, int partition, Stream target)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(target);
        GeneratorSource.Check(spec);
        ArgumentOutOfRangeException.ThrowIfNegative(partition);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(partition, spec.Partitions);
        if (spec.Count is null)
        {
            throw new ArgumentException("A generated file needs a count of records.", nameof(spec));
        }

        var maker = RecordMaker.Create(spec);
        var stream = RecordRandom.StreamOf(spec.Seed, partition);
        var records = GeneratorPartition.RecordsOf(spec, partition);
        var buffer = new byte[BufferBytes];
        var length = 0;
        for (var number = 0L; number < records; number++)
        {
            if (length > BufferBytes - RecordMaker.MaxBytes - 1)
            {
                target.Write(buffer, 0, length);
                length = 0;
            }

            length += maker.Write(stream, partition, number, buffer.AsSpan(length));
            buffer[length++] = (byte)'\n';
        }

        target.Write(buffer, 0, length);
        return records;
    }
}

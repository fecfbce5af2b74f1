using System.Buffers.Text;

namespace Benchmarks.Workload;

/// <summary>
/// Metrics of very many keys, in one file. Keys come up one after the other, as users or orders do: each is new once,
/// most records are of keys that came up lately, and one in a thousand is of any earlier key.
/// </summary>
internal static class KeyFile
{
    private const int RecordsPerKey = 2;
    private const int RecentKeys = 50_000;
    private const int RecordsPerReturn = 1000;
    private const long StartMs = 1_700_000_000_000;
    private const int RecordsPerMs = 100;

    /// <summary>Records of a file with so many keys.</summary>
    public static long RecordsOf(long keys) => keys * RecordsPerKey;

    /// <summary>Writes a file in which so many keys come up, and then so many more records of any of them.</summary>
    public static string Write(string path, long keys, long more = 0)
    {
        using var target = File.Create(path);
        var buffer = new byte[1 << 20];
        var random = new Random(7);
        var records = RecordsOf(keys) + more;
        var length = 0;
        for (var i = 0L; i < records; i++)
        {
            if (length > buffer.Length - 128)
            {
                target.Write(buffer, 0, length);
                length = 0;
            }

            length += Write(buffer.AsSpan(length), KeyOf(i, keys, random), i, random.Next(100_00));
        }

        target.Write(buffer, 0, length);
        return path;
    }

    private static long KeyOf(long record, long keys, Random random)
    {
        var known = record / RecordsPerKey;
        if (known >= keys)
        {
            return random.NextInt64(keys);
        }

        return record % RecordsPerKey == 0 || known == 0 ? known
            : random.Next(RecordsPerReturn) == 0 ? random.NextInt64(known)
            : known - random.NextInt64(Math.Min(known, RecentKeys));
    }

    private static int Write(Span<byte> line, long key, long record, int hundredths)
    {
        var length = 0;
        Append(line, ref length, "{\"k\":\"user-"u8);
        Append(line, ref length, key);
        Append(line, ref length, "\",\"ts\":"u8);
        Append(line, ref length, StartMs + (record / RecordsPerMs));
        Append(line, ref length, ",\"v\":"u8);
        Append(line, ref length, hundredths / 100);
        Append(line, ref length, "."u8);
        Append(line, ref length, hundredths % 100 / 10);
        Append(line, ref length, hundredths % 10);
        Append(line, ref length, "}\n"u8);
        return length;
    }

    private static void Append(Span<byte> line, ref int length, ReadOnlySpan<byte> text)
    {
        text.CopyTo(line[length..]);
        length += text.Length;
    }

    private static void Append(Span<byte> line, ref int length, long number)
    {
        Utf8Formatter.TryFormat(number, line[length..], out var written);
        length += written;
    }
}

using System.Runtime.InteropServices;
using System.Text.Json;

namespace Benchmarks.RecordPath;

/// <summary>
/// What a programmer would write who needs nothing but the sums by key, and knows how to make it fast: one thread,
/// <see cref="Utf8JsonReader"/>, a dictionary, an addition. Nothing durable, no windows, no time, no errors handled;
/// and no string a record, because keys are looked up as the bytes that they are in the file (measured: 5 % faster
/// than as characters).
/// </summary>
internal static class BareLoop
{
    private const int BufferBytes = 1 << 20;
    private const int LongestKey = 256;

    /// <summary>Sums up the files; returns the number of records.</summary>
    public static long Run(string[] files)
    {
        var sums = new Dictionary<byte[], double>(new Utf8KeyComparer());
        var buffer = new byte[BufferBytes];
        var records = 0L;
        foreach (var file in files)
        {
            using var handle = File.OpenHandle(file);
            var (offset, kept) = (0L, 0);
            while (true)
            {
                var read = RandomAccess.Read(handle, buffer.AsSpan(kept), offset);
                if (read == 0)
                {
                    break;
                }

                offset += read;
                var rest = AddLines(buffer.AsSpan(0, kept + read), sums, ref records);
                kept = rest.Length;
                rest.CopyTo(buffer);
            }
        }

        return records;
    }

    private static ReadOnlySpan<byte> AddLines(
        ReadOnlySpan<byte> data, Dictionary<byte[], double> sums, ref long records)
    {
        var lookup = sums.GetAlternateLookup<ReadOnlySpan<byte>>();
        Span<byte> unescaped = stackalloc byte[LongestKey];
        int end;
        while ((end = data.IndexOf((byte)'\n')) >= 0)
        {
            var reader = new Utf8JsonReader(data[..end]);
            scoped ReadOnlySpan<byte> key = default;
            var value = 0.0;
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName)
                {
                    continue;
                }

                if (reader.ValueTextEquals("k"u8))
                {
                    reader.Read();
                    key = reader.ValueIsEscaped ? unescaped[..reader.CopyString(unescaped)] : reader.ValueSpan;
                }
                else if (reader.ValueTextEquals("v"u8))
                {
                    reader.Read();
                    value = reader.GetDouble();
                }
            }

            CollectionsMarshal.GetValueRefOrAddDefault(lookup, key, out _) += value;
            data = data[(end + 1)..];
            records++;
        }

        return data;
    }
}

using System.Runtime.InteropServices;
using System.Text.Json;

namespace Benchmarks.RecordPath;

/// <summary>
/// What a programmer would write who needs nothing but the sums by key: one thread, <see cref="Utf8JsonReader"/>, a
/// dictionary, an addition. Nothing durable, no windows, no time, no errors handled; and no string a record, because
/// keys are looked up as the characters they are copied to.
/// </summary>
internal static class BareLoop
{
    private const int BufferBytes = 1 << 20;
    private const int LongestKey = 256;

    /// <summary>Sums up the files; returns the number of records.</summary>
    public static long Run(string[] files)
    {
        var sums = new Dictionary<string, double>();
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
                var data = buffer.AsSpan(0, kept + read);
                var rest = AddLines(data, sums, ref records);
                kept = rest.Length;
                rest.CopyTo(buffer);
            }
        }

        return records;
    }

    private static ReadOnlySpan<byte> AddLines(
        ReadOnlySpan<byte> data, Dictionary<string, double> sums, ref long records)
    {
        var lookup = sums.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> key = stackalloc char[LongestKey];
        int end;
        while ((end = data.IndexOf((byte)'\n')) >= 0)
        {
            var reader = new Utf8JsonReader(data[..end]);
            var (value, keyLength) = (0.0, 0);
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName)
                {
                    continue;
                }

                if (reader.ValueTextEquals("k"u8))
                {
                    reader.Read();
                    keyLength = reader.CopyString(key);
                }
                else if (reader.ValueTextEquals("v"u8))
                {
                    reader.Read();
                    value = reader.GetDouble();
                }
            }

            CollectionsMarshal.GetValueRefOrAddDefault(lookup, key[..keyLength], out _) += value;
            data = data[(end + 1)..];
            records++;
        }

        return data;
    }
}

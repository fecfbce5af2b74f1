using ActorPipeline.Journal.Format;

namespace ActorPipeline.Tests.Journal;

/// <summary>Writes and reads the journal's formats, and damages them.</summary>
internal static class Bytes
{
    public delegate void Reading(ref ByteCursor cursor);

    public static byte[] Written(Action<ByteWriter> write)
    {
        var writer = new ByteWriter();
        write(writer);
        return writer.Written.ToArray();
    }

    /// <summary>Reads all bytes; fails when some are left.</summary>
    public static void Read(byte[] bytes, Reading read)
    {
        var cursor = new ByteCursor(bytes);
        read(ref cursor);
        Assert.True(cursor.AtEnd, $"{cursor.Left} bytes are left");
    }

    /// <summary>Whether a reading of these bytes ends with a value or with the one exception that is allowed.</summary>
    public static bool IsDamaged(byte[] bytes, Reading read)
    {
        try
        {
            var cursor = new ByteCursor(bytes);
            read(ref cursor);
            return false;
        }
        catch (FormatDamageException)
        {
            return true;
        }
    }

    /// <summary>
    /// Reads the bytes cut, with some bytes changed, and others in their place: nothing but
    /// <see cref="FormatDamageException"/> may be thrown. A cut is always found.
    /// </summary>
    public static void Fuzz(byte[] bytes, int seed, Reading read)
    {
        var random = new Random(seed);
        for (var length = 0; length < bytes.Length; length += 1 + (bytes.Length / 200))
        {
            Assert.True(IsDamaged(bytes[..length], read), $"seed {seed}: cut to {length} of {bytes.Length}");
        }

        for (var i = 0; i < 300; i++)
        {
            var changed = bytes.ToArray();
            for (var changes = random.Next(1, 4); changes > 0 && changed.Length > 0; changes--)
            {
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            }

            IsDamaged(changed, read);
            random.NextBytes(changed);
            IsDamaged(changed, read);
        }
    }
}

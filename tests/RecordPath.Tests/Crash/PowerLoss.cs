namespace RecordPath.Tests.Crash;

/// <summary>What a power failure, or a bad disk, makes of the files of a directory.</summary>
internal static class PowerLoss
{
    private const int Sector = 512;
    private const int LogHeader = 32;

    /// <summary>
    /// The power fails during the write between two images: of what that write changed, any sectors may be on disk.
    /// SQLite writes its log and syncs it before it folds it into the database, and syncs the log's header, when it
    /// starts the log over, before the first frame.
    /// </summary>
    public static CrashImage Tear(CrashImage before, CrashImage after, Random random)
    {
        var image = after.Clone();
        var (oldLog, newLog) = (before[CrashImage.Log], after[CrashImage.Log]);
        if (random.Next(3) == 0)
        {
            image[CrashImage.Database] = Mix(before[CrashImage.Database], after[CrashImage.Database], random);
        }
        else
        {
            image[CrashImage.Database] = before[CrashImage.Database];
            image[CrashImage.Log] = Mix(oldLog, newLog, random);
            if (newLog.Length >= LogHeader && image[CrashImage.Log].Length >= LogHeader)
            {
                newLog.AsSpan(0, LogHeader).CopyTo(image[CrashImage.Log]);
            }
        }

        foreach (var (name, synced) in after.Synced)
        {
            image[name] = TearTail(after[name], (int)synced, random);
        }

        return image;
    }

    /// <summary>Flips, zeroes or cuts something in a file, durable or not.</summary>
    /// <returns>What was done.</returns>
    public static string Damage(CrashImage image, string name, Random random)
    {
        var bytes = image[name].AsSpan().ToArray();
        image[name] = bytes;
        if (bytes.Length == 0)
        {
            return $"{name} is empty";
        }

        var at = random.Next(bytes.Length);
        switch (random.Next(6))
        {
            case 0:
                image[name] = bytes[..at];
                return $"{name} cut to {at} of {bytes.Length}";
            case 1:
                var sector = at / Sector * Sector;
                bytes.AsSpan(sector, Math.Min(Sector, bytes.Length - sector)).Clear();
                return $"sector at {sector} of {name} zeroed, {bytes.Length} bytes";
            case 2:
                bytes.AsSpan(at).Clear();
                return $"{name} zeroed from {at} of {bytes.Length}";
            default:
                var bit = random.Next(8);
                bytes[at] ^= (byte)(1 << bit);
                return $"bit {bit} of byte {at} of {name} flipped, {bytes.Length} bytes";
        }
    }

    private static byte[] Mix(byte[] before, byte[] after, Random random)
    {
        var length = after.Length <= before.Length
            ? random.Next(2) == 0 ? before.Length : after.Length
            : before.Length + random.Next(after.Length - before.Length + 1);
        var mixed = new byte[length];
        var chance = random.NextDouble();
        for (var at = 0; at < length; at += Sector)
        {
            var source = random.NextDouble() < chance ? after : before;
            var count = Math.Min(Math.Min(Sector, length - at), source.Length - at);
            if (count > 0)
            {
                source.AsSpan(at, count).CopyTo(mixed.AsSpan(at));
            }
        }

        return mixed;
    }

    private static byte[] TearTail(byte[] bytes, int synced, Random random)
    {
        var torn = bytes[..(synced + random.Next(bytes.Length - synced + 1))];
        if (random.Next(3) == 0 && torn.Length > synced)
        {
            torn.AsSpan(synced + random.Next(torn.Length - synced)).Clear();
        }

        return torn;
    }
}

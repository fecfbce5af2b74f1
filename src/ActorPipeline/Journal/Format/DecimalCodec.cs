namespace ActorPipeline.Journal.Format;

/// <summary>
/// Decimals: where all have one scale and fit in 63 bits, as integers of that scale; else 16 bytes each, as
/// <see cref="decimal.GetBits(decimal)"/> gives them. The scale survives: 1.50 comes back as 1.50. Layout: 0, raw; or
/// 1, scale, integers (packed).
/// </summary>
internal sealed class DecimalCodec
{
    private const byte Raw = 0;
    private const byte Scaled = 1;
    private const int MaxScale = 28;

    private readonly LongScratch _scaled = new();

    public void Write(ByteWriter writer, ReadOnlySpan<decimal> values)
    {
        var scaled = _scaled.Take(values.Length);
        if (TryScale(values, scaled, out var scale))
        {
            writer.WriteByte(Scaled);
            writer.WriteByte(scale);
            PackedInts.Write(writer, scaled);
            return;
        }

        writer.WriteByte(Raw);
        Span<int> bits = stackalloc int[4];
        foreach (var value in values)
        {
            decimal.GetBits(value, bits);
            foreach (var part in bits)
            {
                writer.WriteInt32(part);
            }
        }
    }

    public void Read(ref ByteCursor cursor, Span<decimal> values)
    {
        var encoding = cursor.ReadByte();
        if (encoding == Scaled)
        {
            ReadScaled(ref cursor, values);
            return;
        }

        if (encoding != Raw)
        {
            throw new FormatDamageException($"decimals of encoding {encoding}");
        }

        Span<int> bits = stackalloc int[4];
        for (var i = 0; i < values.Length; i++)
        {
            for (var part = 0; part < 4; part++)
            {
                bits[part] = cursor.ReadInt32();
            }

            values[i] = FromBits(bits);
        }
    }

    /// <summary>A decimal of its four parts.</summary>
    /// <exception cref="FormatDamageException">They are no decimal.</exception>
    internal static decimal FromBits(ReadOnlySpan<int> bits)
    {
        try
        {
            return new decimal(bits);
        }
        catch (ArgumentException)
        {
            throw new FormatDamageException("16 bytes that are no decimal");
        }
    }

    private void ReadScaled(ref ByteCursor cursor, Span<decimal> values)
    {
        var scale = cursor.ReadByte();
        if (scale > MaxScale)
        {
            throw new FormatDamageException($"decimals of scale {scale}");
        }

        var scaled = _scaled.Take(values.Length);
        PackedInts.Read(ref cursor, scaled);
        for (var i = 0; i < values.Length; i++)
        {
            var magnitude = scaled[i] == long.MinValue
                ? throw new FormatDamageException("a decimal out of range")
                : (ulong)Math.Abs(scaled[i]);
            values[i] = new decimal((int)magnitude, (int)(magnitude >> 32), 0, scaled[i] < 0, scale);
        }
    }

    private static bool TryScale(ReadOnlySpan<decimal> values, Span<long> scaled, out byte scale)
    {
        scale = values.Length > 0 ? values[0].Scale : (byte)0;
        Span<int> bits = stackalloc int[4];
        for (var i = 0; i < values.Length; i++)
        {
            decimal.GetBits(values[i], bits);
            var magnitude = ((ulong)(uint)bits[1] << 32) | (uint)bits[0];

            // Negative zero has no integer of its own.
            var isNegative = bits[3] < 0;
            if (values[i].Scale != scale || bits[2] != 0 || magnitude > long.MaxValue || (isNegative && magnitude == 0))
            {
                return false;
            }

            scaled[i] = isNegative ? -(long)magnitude : (long)magnitude;
        }

        return true;
    }
}

namespace ActorPipeline.Windows;

/// <summary>
/// Texts that aggregates keep (first, last, min, max of strings), by number; number 0 is none. Cells that are copied
/// share a text until one of them gets another.
/// </summary>
internal sealed class TextStore
{
    private readonly Stack<int> _free = [];
    private readonly List<Entry> _texts = [new([], 0, 1)];

    /// <summary>Bytes of memory.</summary>
    public long MemoryBytes { get; private set; }

    /// <summary>The bytes of a text.</summary>
    public ReadOnlySpan<byte> this[long number] => _texts[(int)number].Bytes.AsSpan(0, _texts[(int)number].Length);

    /// <summary>Replaces the text of a number (in place where it fits), or takes a new number when it is 0.</summary>
    public long Set(long number, ReadOnlySpan<byte> text)
    {
        if (number != 0 && _texts[(int)number].Holders > 1)
        {
            Release(number);
            number = 0;
        }

        var slot = number != 0 ? (int)number : Take();
        var bytes = _texts[slot].Bytes;
        if (bytes.Length < text.Length)
        {
            MemoryBytes += text.Length - bytes.Length;
            bytes = new byte[text.Length];
        }

        text.CopyTo(bytes);
        _texts[slot] = new Entry(bytes, text.Length, 1);
        return slot;
    }

    /// <summary>One holder more of a number; 0 is ignored.</summary>
    public void Share(long number)
    {
        if (number != 0)
        {
            var text = _texts[(int)number];
            _texts[(int)number] = text with { Holders = text.Holders + 1 };
        }
    }

    /// <summary>One holder gives a number back; 0 is ignored.</summary>
    public void Release(long number)
    {
        if (number == 0)
        {
            return;
        }

        var text = _texts[(int)number];
        if (text.Holders > 1)
        {
            _texts[(int)number] = text with { Holders = text.Holders - 1 };
            return;
        }

        MemoryBytes -= text.Bytes.Length;
        _texts[(int)number] = default;
        _free.Push((int)number);
    }

    private int Take()
    {
        if (_free.TryPop(out var slot))
        {
            _texts[slot] = new Entry([], 0, 1);
            return slot;
        }

        _texts.Add(new Entry([], 0, 1));
        return _texts.Count - 1;
    }

    private readonly record struct Entry(byte[] Bytes, int Length, int Holders);
}

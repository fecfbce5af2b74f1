namespace ActorPipeline.Windows;

/// <summary>Texts that aggregates keep (first, last, min, max of strings), by number; number 0 is none.</summary>
internal sealed class TextStore
{
    private readonly Stack<int> _free = [];
    private readonly List<(byte[] Bytes, int Length)> _texts = [([], 0)];

    /// <summary>Bytes of memory.</summary>
    public long MemoryBytes { get; private set; }

    /// <summary>The bytes of a text.</summary>
    public ReadOnlySpan<byte> this[long number] => _texts[(int)number].Bytes.AsSpan(0, _texts[(int)number].Length);

    /// <summary>Replaces the text of a number (in place where it fits), or takes a new number when it is 0.</summary>
    public long Set(long number, ReadOnlySpan<byte> text)
    {
        var slot = number != 0 ? (int)number : Take();
        var bytes = _texts[slot].Bytes;
        if (bytes.Length < text.Length)
        {
            MemoryBytes += text.Length - bytes.Length;
            bytes = new byte[text.Length];
        }

        text.CopyTo(bytes);
        _texts[slot] = (bytes, text.Length);
        return slot;
    }

    /// <summary>Gives a number back; 0 is ignored.</summary>
    public void Release(long number)
    {
        if (number != 0)
        {
            MemoryBytes -= _texts[(int)number].Bytes.Length;
            _texts[(int)number] = ([], 0);
            _free.Push((int)number);
        }
    }

    private int Take()
    {
        if (_free.TryPop(out var slot))
        {
            return slot;
        }

        _texts.Add(([], 0));
        return _texts.Count - 1;
    }
}

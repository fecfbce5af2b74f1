using System.Text;

namespace ActorPipeline.TestKit.InMemory;

/// <summary>
/// One partition's records; outlives the hosts that read it. May grow between, and while it is open in, runs.
/// </summary>
internal sealed class MemoryInput
{
    private readonly List<byte[]> _lines = [];
    private readonly List<long> _offsets = [0];

    /// <summary>An input of these lines, or an empty one.</summary>
    public MemoryInput(IEnumerable<string>? lines = null)
    {
        foreach (var line in lines ?? [])
        {
            Add(line);
        }
    }

    /// <summary>Byte offsets, as files have, or record numbers, as the generator has.</summary>
    public bool PositionsAreOffsets { get; init; } = true;

    /// <summary>A batch has 1 to this many rows, drawn anew for each.</summary>
    public int MaxBatchRows { get; set; } = 50;

    /// <summary>Longer lines become dead letters.</summary>
    public int MaxRecordBytes { get; init; } = 1 << 16;

    /// <summary>How often, 0 to 1, a read finds nothing although there is something.</summary>
    public double IdleShare { get; set; }

    /// <summary>Whether the end of the lines is the end of the input; else a reader waits there for more.</summary>
    public bool IsFinite { get; set; } = true;

    /// <summary>Throws what the next read should meet; null for nothing.</summary>
    public Action? Fault { get; set; }

    /// <summary>Number of lines.</summary>
    public int Count => _lines.Count;

    /// <summary>The bytes of a line.</summary>
    public ReadOnlySpan<byte> this[int line] => _lines[line];

    /// <summary>Appends a line.</summary>
    public void Add(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        Add(Encoding.UTF8.GetBytes(line));
    }

    /// <summary>Appends a line of any bytes but the line feed.</summary>
    public void Add(byte[] line)
    {
        ArgumentNullException.ThrowIfNull(line);
        _lines.Add(line);
        _offsets.Add(_offsets[^1] + line.Length + 1);
    }

    /// <summary>The position of a line, or of the end.</summary>
    public long PositionOf(int line) => PositionsAreOffsets ? _offsets[line] : line;

    /// <summary>The line at a position.</summary>
    /// <exception cref="InvalidOperationException">No line begins there.</exception>
    public int LineAt(long position)
    {
        var line = PositionsAreOffsets ? _offsets.BinarySearch(position) : (int)position;
        return line >= 0 && line <= Count
            ? line
            : throw new InvalidOperationException($"{position} is no position that a reader can have");
    }
}

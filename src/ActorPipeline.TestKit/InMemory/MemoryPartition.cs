using ActorPipeline.Records;
using ActorPipeline.Sources;

namespace ActorPipeline.TestKit.InMemory;

/// <summary>Reads one <see cref="MemoryInput"/> in batches of random sizes.</summary>
internal sealed class MemoryPartition(string name, MemoryInput input, Random random) : ISourcePartition
{
    private int? _next;

    public string Name => name;

    public long? BytesLeft => null;

    /// <summary>Whether all that there is was read.</summary>
    public bool IsAtEnd => _next == input.Count;

    public void Seek(long position)
    {
        if (_next is not null)
        {
            throw new InvalidOperationException($"{name} was sought twice: a partition is, once, first");
        }

        _next = input.LineAt(position);
    }

    public ReadResult Read(RecordBatch batch)
    {
        input.Fault?.Invoke();
        var first = _next!.Value;
        if (first == input.Count)
        {
            return input.IsFinite ? ReadResult.Ended : ReadResult.Idle;
        }

        if (random.NextDouble() < input.IdleShare)
        {
            return ReadResult.Idle;
        }

        var end = Math.Min(input.Count, first + 1 + random.Next(input.MaxBatchRows));
        Fill(batch, first, end);
        (batch.PositionsAreOffsets, batch.From, batch.To) =
            (input.PositionsAreOffsets, input.PositionOf(first), input.PositionOf(end));
        _next = end;
        return ReadResult.Filled;
    }

    /// <summary>What stands before the first record in the data is not ours: positions must not count it.</summary>
    private void Fill(RecordBatch batch, int first, int end)
    {
        var length = batch.DataFrom = random.Next(8);
        for (var line = first; line < end; line++)
        {
            length += input[line].Length + 1;
        }

        var data = new byte[length];
        length = batch.DataFrom;
        for (var line = first; line < end; line++)
        {
            input[line].CopyTo(data.AsSpan(length));
            batch.AddRow(length, length + Math.Min(input[line].Length, input.MaxRecordBytes));
            if (input[line].Length > input.MaxRecordBytes)
            {
                batch.Kill(line - first, DeadReason.OverLong, "too long");
            }

            length += input[line].Length;
            data[length++] = (byte)'\n';
        }

        batch.Data = data;
    }
}

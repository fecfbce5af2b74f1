namespace ActorPipeline.Sources;

/// <summary>Limits that hold for every source.</summary>
internal static class SourceLimits
{
    /// <summary>Most rows of a batch, whatever its bytes: bounds the columns where lines are short.</summary>
    public const int MaxBatchRows = 65_536;

    /// <summary>Largest settings that still fit an array with room for the framing's own bytes.</summary>
    public const int MaxBytes = 1 << 30;

    /// <summary>Least limit of a record's length; less makes no sense.</summary>
    public const int MinRecordBytes = 16;

    /// <summary>Refuses sizes that can't work.</summary>
    /// <exception cref="SourceException">A size is out of its range.</exception>
    public static void Check(Plan.SourceSpec spec)
    {
        if (spec.BatchBytes is < 1 or > MaxBytes)
        {
            throw new SourceException($"The batch size is {spec.BatchBytes} bytes; it must be from 1 to {MaxBytes}.");
        }

        if (spec.MaxRecordBytes is < MinRecordBytes or > MaxBytes)
        {
            throw new SourceException($"The longest record is set to {spec.MaxRecordBytes} bytes; it must be from "
                + $"{MinRecordBytes} to {MaxBytes}.");
        }
    }
}

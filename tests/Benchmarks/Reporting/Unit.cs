namespace Benchmarks.Reporting;

/// <summary>What a figure is counted in; decides how it is printed.</summary>
internal enum Unit
{
    /// <summary>A plain number.</summary>
    Count,

    /// <summary>One thing in parts of another.</summary>
    Ratio,

    /// <summary>Operations a second.</summary>
    PerSecond,

    /// <summary>Seconds.</summary>
    Seconds,

    /// <summary>Milliseconds.</summary>
    Milliseconds,

    /// <summary>Nanoseconds.</summary>
    Nanoseconds,

    /// <summary>Bytes, where many are expected.</summary>
    Bytes,

    /// <summary>Bytes of something small, such as a record.</summary>
    FewBytes,

    /// <summary>Bytes a second.</summary>
    BytesPerSecond,
}

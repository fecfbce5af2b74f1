using Benchmarks.Reporting;

namespace Benchmarks;

/// <summary>A benchmark as the command knows it.</summary>
internal interface IBenchmark
{
    /// <summary>What it is asked for by.</summary>
    string Name { get; }

    /// <summary>What it measures, in a line.</summary>
    string Summary { get; }

    /// <summary>Disk space that its temporary files take at most, bytes.</summary>
    long DiskBytes(BenchContext context);

    /// <summary>Measures. Its temporary files go to the context's directory.</summary>
    Report Run(BenchContext context);
}

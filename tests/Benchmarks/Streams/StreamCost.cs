namespace Benchmarks.Streams;

/// <summary>What a way of moving elements through stages took.</summary>
/// <param name="Name">The way.</param>
/// <param name="Elements">How many elements went in.</param>
/// <param name="Stages">How many stages each passed, the source and the sink among them.</param>
/// <param name="WallNs">Time, nanoseconds.</param>
/// <param name="CpuNs">CPU time of the whole process, nanoseconds.</param>
/// <param name="AllocatedBytes">Bytes that the whole process allocated.</param>
internal sealed record StreamCost(
    string Name, long Elements, int Stages, double WallNs, double CpuNs, long AllocatedBytes);

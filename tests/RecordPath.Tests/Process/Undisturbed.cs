using System.Collections.Concurrent;
using RecordPath.Tests.Crash;

namespace RecordPath.Tests.Process;

/// <summary>What runs leave that nobody disturbs; each is run once.</summary>
internal static class Undisturbed
{
    private static readonly ConcurrentDictionary<(string, long), Lazy<Outputs>> Known = new();

    /// <summary>The outputs of a pipeline with this sink over an input of this many records.</summary>
    public static Outputs Run(string sink, long records) =>
        Known.GetOrAdd((sink, records), _ => new Lazy<Outputs>(() => RunOnce(sink, records))).Value;

    private static Outputs RunOnce(string sink, long records)
    {
        using var scratch = new Scratch();
        var pipeline = new NodePipeline(scratch.Path) { Sink = sink }.Write();
        pipeline.WriteInput(records);
        return pipeline.RunToEnd();
    }
}

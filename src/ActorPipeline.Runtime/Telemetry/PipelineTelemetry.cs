using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using ActorPipeline.Records;
using ActorPipeline.Runtime.Hosting;

namespace ActorPipeline.Runtime.Telemetry;

/// <summary>
/// What pipelines of this process tell a collector, such as OpenTelemetry: instruments of a <see cref="Meter"/> that
/// look at each running pipeline's <see cref="PipelineStatus"/> when they are asked, and activities. Both are called
/// <see cref="Name"/>; each measurement has the pipeline's name as the tag <c>pipeline</c>. Nobody listening costs
/// nothing. The instruments are listed, with units, in <c>docs/telemetry.md</c>.
/// </summary>
public static class PipelineTelemetry
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "ActorPipeline";

    private static readonly ConcurrentDictionary<Observed, Func<PipelineStatus>> _running = new();
    private static readonly Meter _meter = new(Name);
    private static readonly ActivitySource _activities = new(Name);

    static PipelineTelemetry()
    {
        Count("actorpipeline.records.read", "{record}", "Records framed in this run.", s => s.RecordsRead);
        Count("actorpipeline.input.read", "By", "Bytes of input read in this run.", s => s.BytesRead);
        Count("actorpipeline.records.handled", "{record}", "Records over the life of the state.", "outcome", s =>
        [
            ("applied", s.Counters.Applied), ("filtered", s.Counters.Filtered), ("dead", s.Counters.Dead),
        ]);
        Count("actorpipeline.results", "{row}", "Result rows over the life of the state.", s => s.Counters.Results);
        Count("actorpipeline.dead_letters", "{letter}", "Dead letters written in this run.", "reason", s =>
            s.DeadThisRun.Select(d => (NameOf(d.Key), d.Value)));
        Count("actorpipeline.commits", "{commit}", "Commits of shards in this run.", s => s.Commits);
        Count("actorpipeline.journal.written", "By", "Bytes committed in this run.", "kind", s =>
        [
            ("events", s.Journal.Events), ("outbox", s.Journal.Outbox), ("snapshots", s.Journal.Snapshots),
            ("heads", s.Journal.Heads),
        ]);
        Gauge("actorpipeline.keys", "{key}", "Keys that the shards know.", "", s => [("", s.Keys)]);
        Gauge("actorpipeline.queue.used", "{item}", "What waits before a stage.", "stage", s =>
            s.Queues.Select(q => (q.Stop, (double)q.Used)));
        Gauge("actorpipeline.queue.capacity", "{item}", "What may wait before a stage.", "stage", s =>
            s.Queues.Select(q => (q.Stop, (double)q.Capacity)));
        Gauge("actorpipeline.watermark.lag", "s", "How far the newest event time is ahead of the watermark.", "", s =>
            s.WatermarkLagUs is { } lag ? [("", lag / 1e6)] : []);
        Gauge("actorpipeline.waiting", "1", "1 while a stage waits for something outside, else 0.", "", s =>
            [("", s.WaitingFor is null ? 0 : 1)]);
    }

    /// <summary>Shows a pipeline to whoever listens, until it is disposed of.</summary>
    /// <param name="pipeline">Its name.</param>
    /// <param name="status">Looks at it; called by any thread.</param>
    public static IDisposable Observe(string pipeline, Func<PipelineStatus> status)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(status);
        var observed = new Observed(pipeline);
        _running[observed] = status;
        return observed;
    }

    /// <summary>An activity of a pipeline, from now until it is disposed of; null where nobody listens.</summary>
    /// <param name="what">What is done: <c>open</c>.</param>
    /// <param name="pipeline">The pipeline's name.</param>
    public static Activity? Begin(string what, string pipeline) =>
        _activities.StartActivity($"actorpipeline.{what}")?.SetTag("pipeline", pipeline);

    private static string NameOf(DeadReason reason) => JsonNamingPolicy.KebabCaseLower.ConvertName(reason.ToString());

    private static void Count(string name, string unit, string description, Func<PipelineStatus, long> value) =>
        Count(name, unit, description, "", s => [("", value(s))]);

    private static void Count(
        string name, string unit, string description, string tag,
        Func<PipelineStatus, IEnumerable<(string Tag, long Value)>> values) =>
        _meter.CreateObservableCounter(name, () => Measure(tag, values), unit, description);

    private static void Gauge(
        string name, string unit, string description, string tag,
        Func<PipelineStatus, IEnumerable<(string Tag, double Value)>> values) =>
        _meter.CreateObservableGauge(name, () => Measure(tag, values), unit, description);

    private static List<Measurement<T>> Measure<T>(
        string tag, Func<PipelineStatus, IEnumerable<(string Tag, T Value)>> values)
        where T : struct
    {
        var measurements = new List<Measurement<T>>();
        foreach (var (observed, status) in _running)
        {
            var pipeline = KeyValuePair.Create("pipeline", (object?)observed.Pipeline);
            foreach (var (name, value) in values(status()))
            {
                measurements.Add(tag.Length == 0
                    ? new Measurement<T>(value, pipeline)
                    : new Measurement<T>(value, pipeline, new(tag, name)));
            }
        }

        return measurements;
    }

    private sealed class Observed(string pipeline) : IDisposable
    {
        public string Pipeline => pipeline;

        public void Dispose() => _running.TryRemove(this, out _);
    }
}

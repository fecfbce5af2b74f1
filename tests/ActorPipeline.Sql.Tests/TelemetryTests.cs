using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using ActorPipeline.Definitions;
using ActorPipeline.Runtime.Telemetry;

namespace ActorPipeline.Sql.Tests;

/// <summary>What a collector sees of a pipeline.</summary>
public sealed class TelemetryTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("telemetry").FullName;
    private readonly string _name = $"telemetry-{Environment.ProcessId}";
    private readonly ConcurrentDictionary<string, double> _seen = new();
    private readonly ConcurrentDictionary<string, string> _units = new();

    [Fact]
    public void A_collector_sees_what_the_status_says()
    {
        File.WriteAllLines(
            Path.Combine(_directory, "in.ndjson"), ["""{"k":"a"}""", """{"k":"b"}""", """{"k":"x"}""", "no json"]);
        var opened = new ConcurrentBag<Activity>();
        using var activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == PipelineTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = opened.Add,
        };
        ActivitySource.AddActivityListener(activities);
        using var meters = Listen();
        var plan = Pipeline.Define(_name, _directory)
            .From(Source.Files("in.ndjson"))
            .Decode(Decoder.Json(Field.Text("k")))
            .Where("k != 'x'")
            .KeyBy("k")
            .Window(Window.Global)
            .Aggregate("n", "count()")
            .To(Sink.File("out.ndjson"));

        using (var session = PipelineSession.Open(plan, Path.Combine(_directory, "data")))
        {
            session.Host.Run(default, default);
            meters.RecordObservableInstruments();
        }

        Assert.Equal(4, _seen["actorpipeline.records.read"]);
        Assert.Equal(2, _seen["actorpipeline.records.handled outcome=applied"]);
        Assert.Equal(1, _seen["actorpipeline.records.handled outcome=filtered"]);
        Assert.Equal(1, _seen["actorpipeline.records.handled outcome=dead"]);
        Assert.Equal(1, _seen["actorpipeline.dead_letters reason=malformed"]);
        Assert.Equal(2, _seen["actorpipeline.results"]);
        Assert.Equal(2, _seen["actorpipeline.keys"]);
        Assert.True(_seen["actorpipeline.journal.written kind=events"] > 0);
        Assert.Equal(0, _seen["actorpipeline.waiting"]);
        Assert.Contains(
            opened, a => a.OperationName == "actorpipeline.open" && Equals(a.GetTagItem("pipeline"), _name));

        _seen.Clear();
        meters.RecordObservableInstruments();
        Assert.Empty(_seen);
    }

    [Fact]
    public void Every_instrument_is_documented_with_its_unit()
    {
        using var meters = Listen();
        PipelineTelemetry.Observe(_name, () => throw new InvalidOperationException()).Dispose();

        var rows = File.ReadAllLines(Path.Combine(Root(AppContext.BaseDirectory), "docs", "telemetry.md"))
            .Where(l => l.StartsWith("| `actorpipeline.", StringComparison.Ordinal)).Select(l => l.Split('|'))
            .Where(cells => cells.Length == 7)
            .ToDictionary(cells => cells[1].Trim(' ', '`'), cells => cells[3].Trim(' ', '`'));

        Assert.Equal(rows.OrderBy(r => r.Key), _units.OrderBy(u => u.Key));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static string Root(string directory) => File.Exists(Path.Combine(directory, "ActorPipeline.sln"))
        ? directory
        : Root(Path.GetDirectoryName(directory)!);

    private MeterListener Listen()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, meters) =>
            {
                if (instrument.Meter.Name == PipelineTelemetry.Name)
                {
                    _units[instrument.Name] = instrument.Unit!;
                    meters.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => See(i, value, tags));
        listener.SetMeasurementEventCallback<double>((i, value, tags, _) => See(i, value, tags));
        listener.Start();
        return listener;
    }

    private void See(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (Equals(tags[0].Value, _name))
        {
            _seen[instrument.Name + (tags.Length > 1 ? $" {tags[1].Key}={tags[1].Value}" : "")] = value;
        }
    }
}

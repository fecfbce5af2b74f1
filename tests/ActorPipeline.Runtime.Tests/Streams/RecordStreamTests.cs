using ActorPipeline.Definitions;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Runtime.Streams;
using ActorPipeline.Sources;
using Akka.Actor;
using Akka.Streams;
using Akka.Streams.Dsl;

using Source = ActorPipeline.Definitions.Source;

namespace ActorPipeline.Runtime.Tests.Streams;

/// <summary>Record batches in streams of one's own: who has them, what is in them, when the source is closed.</summary>
public sealed class RecordStreamTests : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly string _directory = Directory.CreateTempSubdirectory("record-streams").FullName;
    private readonly ActorSystem _system = ActorSystem.Create(
        "test", "akka.loglevel = OFF, akka.stdout-loglevel = OFF");

    private RecordPlan Orders => Pipeline.Define("orders", _directory)
        .From(Source.Files("*.ndjson"))
        .Decode(Decoder.Json(Field.Text("shop"), Field.Int64("cents"), Field.Time("at")))
        .Let("euros", "double(cents) / 100")
        .Where("cents > 0")
        .EventTime("at", allowedLateness: TimeSpan.FromDays(1))
        .KeyBy("shop")
        .ToRecords();

    [Fact]
    public async Task Rows_have_all_columns_and_what_is_wrong_or_not_wanted_is_left_out()
    {
        Write("a.ndjson",
            """{"shop":"x","cents":150,"at":"2026-01-01T00:00:00Z"}""",
            "not json",
            """{"shop":"x","cents":0,"at":"2026-01-01T00:00:01Z"}""",
            """{"shop":"y\u00e9","cents":5,"at":"2026-01-01T00:00:02Z"}""");

        var rows = await RowsAsync();

        Assert.Equal(["x", "yé"], rows.Select(r => r.Key));
        Assert.Equal([150L, 5L], rows.Select(r => r["cents"]));
        Assert.Equal([1.5, 0.05], rows.Select(r => r["euros"]));
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 2, TimeSpan.Zero), rows[1].EventTime);
        Assert.True(rows[1].Position > rows[0].Position);
        Assert.StartsWith(
            "there is no column 'cent'; there are shop, cents, at, euros",
            Assert.Throws<ArgumentException>(() => rows[0]["cent"]).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_files_are_read_each_in_order_into_a_few_batches()
    {
        foreach (var file in (string[])["a", "b", "c"])
        {
            Write($"{file}.ndjson", [.. Enumerable.Range(1, 20_000).Select(
                n => $$"""{"shop":"{{file}}","cents":{{n}},"at":"2026-01-01T00:00:00Z"}""")]);
        }

        var batches = new HashSet<RecordChunk>();
        var rows = await PipelineSource.Records(Orders, TimeProvider.System)
            .Select(chunk =>
            {
                batches.Add(chunk);
                return chunk;
            })
            .Via(PipelineFlow.Decode(Orders)).Via(PipelineFlow.Route(Orders)).Via(PipelineFlow.Rows(Orders))
            .RunWith(Akka.Streams.Dsl.Sink.Seq<StreamRecord>(), _system.Materializer()).WaitAsync(_patience);

        Assert.All(rows.GroupBy(r => r.Key), shop => Assert.Equal(
            Enumerable.Range(1, 20_000).Select(n => (long)n), shop.Select(r => (long)r["cents"]!)));
        Assert.Equal(60_000, rows.Count);
        Assert.True(batches.Count < 20, $"{batches.Count} batches were made");
    }

    [Fact]
    public async Task A_stream_that_is_cut_off_closes_its_source_and_one_that_waits_asks_again()
    {
        var source = new Slow();

        var first = await PipelineSource.Records(Orders, () => source)
            .Via(PipelineFlow.Decode(Orders)).Via(PipelineFlow.Rows(Orders))
            .RunWith(Akka.Streams.Dsl.Sink.First<StreamRecord>(), _system.Materializer()).WaitAsync(_patience);

        Assert.Equal(7L, first["cents"]);
        Assert.Null(first.Key);
        await source.Closed.WaitAsync(_patience);
        Assert.True(source.Asked >= 3);
    }

    [Fact]
    public async Task Input_that_is_not_there_fails_the_stream()
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(RowsAsync);
        Assert.IsType<SourceException>((failure as AggregateException)?.Flatten().InnerException ?? failure);
    }

    [Fact]
    public void A_chunk_that_is_given_back_twice_is_lent_once()
    {
        var pool = new ChunkPool(Orders.Plan);
        var chunk = pool.Rent();
        chunk.Dispose();
        chunk.Dispose();
        Assert.Same(chunk, pool.Rent());
        Assert.NotSame(chunk, pool.Rent());
    }

    public void Dispose()
    {
        _system.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task<IReadOnlyList<StreamRecord>> RowsAsync() => await PipelineSource
        .Records(Orders, TimeProvider.System)
        .Via(PipelineFlow.Decode(Orders)).Via(PipelineFlow.Route(Orders)).Via(PipelineFlow.Rows(Orders))
        .RunWith(Akka.Streams.Dsl.Sink.Seq<StreamRecord>(), _system.Materializer()).WaitAsync(_patience);

    private void Write(string name, params string[] lines) => File.WriteAllLines(Path.Combine(_directory, name), lines);

    /// <summary>Has nothing twice, then a record each time, for ever.</summary>
    private sealed class Slow : ISource, ISourcePartition
    {
        private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Asked { get; private set; }

        public Task Closed => _closed.Task;

        public bool CanReplay => false;

        public IReadOnlyList<ISourcePartition> Partitions => [this];

        public ReadOnlyMemory<byte> State => default;

        public string Name => "slow";

        public long? BytesLeft => null;

        public void Seek(long position) => Assert.Equal(0, position);

        public ReadResult Read(RecordBatch batch)
        {
            if (++Asked < 3)
            {
                return ReadResult.Idle;
            }

            batch.Data = """{"shop":"s","cents":7,"at":"2026-01-01T00:00:00Z"}"""u8.ToArray();
            (batch.From, batch.To) = (Asked, Asked + 1);
            batch.AddRow(0, batch.Data.Length);
            return ReadResult.Filled;
        }

        public void Dispose() => _closed.TrySetResult();
    }
}

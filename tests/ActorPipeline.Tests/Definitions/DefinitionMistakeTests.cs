using ActorPipeline.Definitions;
using ActorPipeline.Plan;

namespace ActorPipeline.Tests.Definitions;

/// <summary>What is wrong in a pipeline's definition is said at its own line, with what would be right.</summary>
public sealed class DefinitionMistakeTests
{
    private const string Columns = "\n    columns here: user, n, at, seen";

    private static readonly RecordDefinition _records = Pipeline.Define("orders")
        .From(Source.Files("orders.ndjson"))
        .Decode(Decoder.Json(Field.Text("user"), Field.Int64("n"), Field.Time("at"), Field.Time("seen")));

    [Theory]
    [InlineData("")]
    [InlineData(".orders")]
    [InlineData("a b")]
    [InlineData("../orders")]
    public void A_name_that_can_not_be_a_directory_is_refused(string name) => Expect(
        $"'{name}' is no name; use up to 64 letters, digits, '-', '_' and '.' (Parameter 'name')",
        () => Pipeline.Define(name));

    [Fact]
    public void An_expression_keeps_its_caret() => Expect(
        "let twice: unknown column 'usr'; did you mean 'user'?\n    upper(usr)\n          ^^^" + Columns,
        () => _records.Let("twice", "upper(usr)"));

    [Fact]
    public void A_condition_shows_no_more_than_its_own_text() => Expect(
        "where: a condition must be boolean, but this is an int; compare it with something\n    n + 1\n    ^^^^^"
            + Columns,
        () => _records.Where("user = 'a'").Where("n + 1"));

    [Fact]
    public void An_aggregate_keeps_its_caret() => Expect(
        "aggregate total: unknown aggregate 'som'; did you mean 'sum'?\n    som(n)\n    ^^^" + Columns,
        () => _records.Window(Window.Global).Aggregate("total", "som(n)"));

    [Fact]
    public void Event_time_is_a_timestamp_that_there_is()
    {
        Expect(
            "event time: there is no column 'time'; timestamps here: at, seen (Parameter 'column')",
            () => _records.EventTime("time"));
        Expect(
            "event time: 'n' is Int64, not a timestamp; timestamps here: at, seen (Parameter 'column')",
            () => _records.EventTime("n"));
        Expect(
            "event time: 'n' is Int64, not a timestamp; declare it in Decode, as Field.Time(\"n\") "
            + "(Parameter 'column')",
            () => Pipeline.Define("x").From(Source.Stdin).Decode(Decoder.Json(Field.Int64("n"))).EventTime("n"));
    }

    [Fact]
    public void Windows_need_event_time() => Expect(
        "windows need the time of a record; say EventTime(...) before them (Parameter 'window')",
        () => _records.Window(Window.Tumbling(TimeSpan.FromMinutes(1))));

    [Fact]
    public void Names_are_given_once()
    {
        Expect(
            "there is a column 'n' already; choose another name (Parameter 'name')", () => _records.Let("n", "1"));
        Expect(
            "another result column has the name 'user'; choose another name (Parameter 'name')",
            () => _records.KeyBy("user").Window(Window.Global).Aggregate("user", "count()"));
        Expect(
            "the window's result column has the name 'window_end'; choose another name (Parameter 'name')",
            () => _records.KeyBy(("window_end", "n")));
        Expect(
            "another result column has the name 'total'; choose another name (Parameter 'name')",
            () => _records.KeyBy(("Total", "n")).Actor<Sum>());
        Expect(
            "two columns are named 'a'; rename one of them (Parameter 'columns')",
            () => Decoder.Json(Field.Text("a"), Field.Int64("a")));
    }

    [Fact]
    public void What_a_host_could_not_run_is_refused_where_it_is_said()
    {
        var source = Pipeline.Define("x").From(Source.Stdin);
        Expect(
            "the time format 'yyyy-MM' tells no day (dd)",
            () => source.Decode(Decoder.Json(Field.Time("at", "yyyy-MM"))));
        Expect(
            "the pattern '(?<a>.)(?=b)' can't be used: it has a look-ahead at character 8, and a text could then take "
            + "any time to match; match the text itself, in a group without a name: (?:...)",
            () => source.Decode(Decoder.Pattern("(?<a>.)(?=b)")));
        Expect(
            "the name of a column has the character U+0000 in it; leave that out (Parameter 'name')",
            () => _records.Let("\0", "1"));
        Expect(
            "window: each record would be in 86400 windows, but an actor has at most 10000, so every record would be "
            + "refused; make the window shorter or its step longer, or raise engine.max-windows-per-key",
            () => _records.EventTime("at").Window(Window.Hopping(TimeSpan.FromDays(1), TimeSpan.FromSeconds(1)))
                .Aggregate("n", "count()").To(Sink.Console()));
    }

    [Fact]
    public void An_actor_asks_for_columns_that_there_are()
    {
        var other = Pipeline.Define("x").From(Source.Stdin).Decode(Decoder.Json(Field.Text("user")));
        Expect("actor Sum: unknown column 'n'\n    n\n    ^\n    columns here: user", () => other.Actor<Sum>());
    }

    [Fact]
    public void An_actor_that_is_fed_by_records_says_how_it_reads_them()
    {
        Expect(
            "Deaf does not say how a message is made of a record: add Records(...) in Define, or let it live by "
            + "requests, with FromRequests(...) (Parameter 'actor')",
            () => _records.KeyBy("user").Actor<Deaf>());
        Pipeline.Define("x").FromRequests("user").Actor<Deaf>();
    }

    [Fact]
    public void A_pattern_has_named_groups()
    {
        Expect(
            "'combind' has no named groups; use combined, common, or groups like (?<status>\\d+) "
            + "(Parameter 'pattern')", () => Decoder.Pattern("combind"));
        Expect(
            "no regular expression: InsufficientClosingParentheses at character 6\n    (?<a>\n         ^ "
            + "(Parameter 'pattern')", () => Decoder.Pattern("(?<a>"));
        Expect(
            "the pattern has no group 'b'; it has a (Parameter 'types')",
            () => Decoder.Pattern("(?<a>.)", Field.Int64("b")));
    }

    [Fact]
    public void Windows_have_sizes_that_make_sense()
    {
        Expect(
            "2m does not divide the window's 5m; each record must be in the same number of windows "
            + "(Parameter 'every')", () => Window.Hopping(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Window.Session(TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => _records.EventTime("at", TimeSpan.FromSeconds(-1)));
    }

    [Fact]
    public void A_source_does_not_read_what_the_pipeline_writes()
    {
        var counted = _records.KeyBy("user").Window(Window.Global).Aggregate("count", "count()");
        var path = Path.GetFullPath("orders.ndjson");
        Expect(
            $"results: the source reads {path}, so it would read this output; name a file that it does not match "
            + "(Parameter 'sink')", () => counted.To(Sink.File("orders.ndjson")));
        Expect(
            $"dead letters: the results go to {Path.GetFullPath("out.ndjson")} too; name another file "
            + "(Parameter 'sink')", () => counted.DeadLetters("out.ndjson").To(Sink.File("out.ndjson")));
    }

    [Fact]
    public void An_engine_has_room_to_move()
    {
        var counted = _records.Window(Window.Global).Aggregate("count", "count()");
        var option = Assert.Throws<ArgumentOutOfRangeException>(
            () => counted.Engine(e => e with { BatchesInFlight = 1 }));
        Assert.Equal(nameof(EngineOptions.BatchesInFlight), option.ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => counted.Shards(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => counted.Shards(5000));
    }

    private static void Expect(string message, Func<object> define) =>
        Assert.Equal(message, Assert.ThrowsAny<ArgumentException>(define).Message);
}

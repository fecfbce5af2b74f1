namespace ActorPipeline.Node.Tests.Plugins;

/// <summary>A file names an actor of an assembly that was built elsewhere.</summary>
public sealed class PluginScenarios : IDisposable
{
    private const string Pipeline =
        """
        pipeline   = orders
        source     = { files = ["in.ndjson"] }
        decode     = { json = { order = string, at = timestamp, price = decimal } }
        event-time = { column = at, out-of-order = 1s }
        key        = order
        actor      = { assembly = "plugin/Plugins.Orders.dll", type = "Plugins.Orders.Order" }
        sink       = { file = "out.ndjson" }

        """;

    private readonly Workbench _bench = new();

    public PluginScenarios()
    {
        var built = Path.Combine(
            Repository.Root, "tests", "Plugins.Orders", "bin", Configuration, "net10.0");
        Directory.CreateDirectory(_bench.PathOf("plugin"));
        foreach (var file in Directory.GetFiles(built))
        {
            File.Copy(file, _bench.PathOf($"plugin/{Path.GetFileName(file)}"));
        }

        File.WriteAllText(
            _bench.PathOf("in.ndjson"),
            """
            {"order":"o1","at":"2026-03-01T10:00:00Z","price":8}
            {"order":"o2","at":"2026-03-01T10:00:01Z","price":1}
            {"order":"o1","at":"2026-03-01T10:00:02Z","price":0.4}

            """);
        _bench.With(Pipeline);
    }

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    [Fact]
    public void It_runs_with_what_it_needs_beside_it()
    {
        Assert.Equal(ExitCode.Ok, _bench.Run("run", Workbench.FileName));
        Assert.Equal(
            [
                """{"order":"o1","sum":10.00}""", """{"order":"o1","sum":10.500}""", """{"order":"o2","sum":1.25}""",
            ],
            File.ReadAllLines(_bench.PathOf("out.ndjson")).Order(StringComparer.Ordinal));
        Assert.False(File.Exists(_bench.PathOf("plugin/ActorPipeline.dll")));
    }

    [Fact]
    public void Check_shows_what_it_is_told_and_what_it_emits()
    {
        Assert.Equal(ExitCode.Ok, _bench.Run("check", Workbench.FileName));
        var text = _bench.Out.ToString();
        Assert.Contains(
            """
              ● actors      one for every order: string; 16 shards
              │ actor       Order
              │ told        price
              │ events      item-added 1
              │ emits       sum: decimal
              │
              ● journal     SQLite in data/orders
            """,
            text,
            StringComparison.Ordinal);
        Assert.Matches(@"actor\.type +""?Plugins\.Orders\.Order""? +test\.conf:6", text);
        Assert.DoesNotContain("aggregate", text, StringComparison.Ordinal);
    }

    [Fact]
    public void State_shows_its_version_its_state_its_timers_and_its_events_by_name()
    {
        _bench.Run("run", Workbench.FileName);
        _bench.Out.GetStringBuilder().Clear();

        Assert.Equal(ExitCode.Ok, _bench.Run("state", Workbench.FileName, "o1", "--events", "1"));

        var text = _bench.Out.ToString();
        Assert.StartsWith("order = o1: actor ", text, StringComparison.Ordinal);
        Assert.Contains(
            """
              version    2
              state      {"Items":2,"Sum":10.500}
              timer      2026-03-02 10:00:02Z  reminder

            The newest event after the snapshot:
            """,
            text,
            StringComparison.Ordinal);
        Assert.Matches(@"  2026-03-01 10:00:02Z  commit \d+  item-added  \{""Price"":0.500\}\n$", text);
    }

    [Fact]
    public void A_key_that_nothing_happened_to_has_no_actor()
    {
        _bench.Run("run", Workbench.FileName);
        _bench.Out.GetStringBuilder().Clear();
        _bench.Run("state", Workbench.FileName, "o3");
        Assert.Equal(
            "No actor has the key order = o3: it had no record yet, or it was forgotten.\n", _bench.Out.ToString());
    }

    [Fact]
    public void Its_file_can_be_tested_as_any_other()
    {
        _bench.With(
            """"
            pipeline = test.conf
            cases = [{
              name    = "tax is added"
              input   = ["""{"order":"o1","at":"2026-03-01T10:00:00Z","price":8}"""]
              results = [{ order = o1, sum = 10 }]
            }]
            """", "orders.test.conf");
        Assert.Equal(ExitCode.Ok, _bench.Run("test-pipeline", "orders.test.conf"));
    }

    [Theory]
    [InlineData("actor.assembly = nowhere.dll", "actor.assembly: there is no file {0}/nowhere.dll; build it, or "
        + "correct the path")]
    [InlineData("actor.assembly = in.ndjson", "actor.assembly: {0}/in.ndjson is no .NET assembly that can be loaded: ")]
    [InlineData("actor.assembly = plugin/Plugins.Tariffs.dll", "actor.assembly: it does not refer to ActorPipeline, so "
        + "there is no actor in it")]
    [InlineData("actor.type = Plugins.Orders.Ordr", "actor.type: there is no type 'Plugins.Orders.Ordr'; did you mean "
        + "'Plugins.Orders.Order'?")]
    [InlineData("actor.type = My.Thing", "actor.type: there is no type 'My.Thing'; actors there: "
        + "Plugins.Orders.BrokenOrder, Plugins.Orders.Order, Plugins.Orders.OtherOrder")]
    [InlineData("actor.type = Plugins.Orders.Total", "actor.type: Plugins.Orders.Total is no actor; derive it from "
        + "EventSourcedActor, and not as an abstract or generic class")]
    [InlineData("actor.type = Plugins.Orders.OtherOrder", "actor.type: Plugins.Orders.OtherOrder has no public "
        + "constructor without parameters; add one")]
    [InlineData("actor.type = Plugins.Orders.BrokenOrder", "actor.type: the constructor of Plugins.Orders.BrokenOrder "
        + "failed: no licence")]
    [InlineData("actor.type = null", "actor.type: it is missing; for example actor = ")]
    [InlineData("actor.typ = x", "actor.typ: there is no such setting; did you mean 'type'?")]
    [InlineData("window.tumbling = 1m", "window: there is an actor, which takes its place; leave one of them out")]
    [InlineData("aggregate.n = \"count()\"", "aggregate: there is an actor, which takes its place; leave one of them")]
    [InlineData("decode.json = null, decode.json = { order = string, at = timestamp }",
        "actor.type: Order: unknown column 'price'\n    price\n    ^^^^^")]
    [InlineData("decode.json.price = int64", "actor.type: 'price' is Int64, not Decimal; cast it")]
    [InlineData("let.sum = order, key = sum", "actor: another result column has the name 'sum'; choose another name")]
    public void What_is_wrong_is_said_with_what_would_be_right(string line, string problem)
    {
        var problems = _bench.With(Pipeline + line).Problems();
        Assert.Contains(
            string.Format(null, problem, _bench.Directory),
            problems,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_actor_that_lacks_what_it_needs_says_what()
    {
        File.Delete(_bench.PathOf("plugin/Plugins.Tariffs.dll"));
        Assert.Equal(ExitCode.Ok, _bench.Run("run", Workbench.FileName));
        Assert.Contains(
            "Plugins.Tariffs",
            File.ReadAllText(_bench.PathOf("data/orders/dead-letters.ndjson")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_plug_in_of_another_version_is_refused()
    {
        // A reference to the next minor version: the bytes of the version in the assembly's table of references.
        var path = _bench.PathOf("plugin/Plugins.Orders.dll");
        PatchedVersion.Write(path, "ActorPipeline", new Version(0, 9, 0, 0));
        Assert.Contains(
            "actor.assembly: it is built for ActorPipeline 0.9.0, and this is ",
            _bench.Problems(),
            StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();
}

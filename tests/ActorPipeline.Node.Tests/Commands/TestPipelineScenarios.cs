namespace ActorPipeline.Node.Tests.Commands;

public sealed class TestPipelineScenarios : IDisposable
{
    private const string Name = "cases.test.conf";

    private const string Window =
        "\"window_start\":\"2026-03-01T10:00:00Z\",\"window_end\":\"2026-03-01T10:01:00Z\"";

    private readonly Workbench _bench = new();

    public TestPipelineScenarios() => _bench.With(Workbench.Minimal);

    public static TheoryData<string> Shipped => [.. Directory
        .GetFiles(Path.Combine(Repository.Root, "hocon"), "*.test.conf").Select(f => Path.GetFileName(f)!)];

    public void Dispose() => _bench.Dispose();

    [Theory]
    [MemberData(nameof(Shipped))]
    public void The_shipped_examples_pass_in_any_run(string file)
    {
        var code = _bench.Run("test-pipeline", Path.Combine(Repository.Root, "hocon", file), "--runs", "100");
        Assert.True(code == ExitCode.Ok, _bench.Out.ToString() + _bench.Error);
        Assert.Contains(" 0 failed", _bench.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_example_pipeline_has_its_tests()
    {
        var pipelines = Directory.GetFiles(Path.Combine(Repository.Root, "hocon"), "*.conf")
            .Where(f => !f.EndsWith(".test.conf", StringComparison.Ordinal) && !f.EndsWith("reference.conf"));
        Assert.All(pipelines, f => Assert.True(File.Exists(Path.ChangeExtension(f, ".test.conf")), f));
    }

    [Fact]
    public void A_case_that_fails_says_where_and_what_differs()
    {
        var code = Test(
            """
            cases = [
              { name = good, input = ["{\"user\":\"a\",\"at\":\"2026-03-01T10:00:00Z\"}"], results = [{ user = a }] }
              {
                name = bad
                input = ["{\"user\":\"a\",\"at\":\"2026-03-01T10:00:00Z\"}", "nothing"]
                results = [
                  { user = a, count = 2 }
                ]
                dead-letters = [{ reason = late }]
              }
            ]
            """);

        Assert.Equal(ExitCode.Configuration, code);
        Assert.Equal(
            """
            cases.test.conf
              ok      good
              FAILED  bad   (cases.test.conf:4)
                      results: 1 of 1 missing, 1 of 1 unexpected
                        missing     {"user":"a","count":2}   (cases.test.conf:8)
                                    there is one in which count is 1, not 2
                        unexpected  {"user":"a",WINDOW,"count":1}
                        counted     in 2, applied 1, filtered 0, dead 1
                        replay it with --seed 0 --runs 1
            1 case passed, 1 failed; up to 8 runs of each.

            """,
            _bench.Out.ToString().Replace(Window, "WINDOW", StringComparison.Ordinal));
    }

    [Fact]
    public void A_number_of_filtered_records_is_held_to()
    {
        var code = Test(
            "cases = [{ input = \"{}\", filtered = 1, results = [], dead-letters = [{ reason = bad-time }] }]");
        Assert.Equal(ExitCode.Configuration, code);
        Assert.Contains("filtered: 0 records, not 1", _bench.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_over_the_pipelines_is_tested()
    {
        var code = Test(
            """
            set = ["window.tumbling=1h", "where=n > 1"]
            cases = [{
              partitions = [
                ["{\"at\":\"2026-03-01T10:00:00Z\",\"n\":2}"]
                ["{\"at\":\"2026-03-01T10:59:00Z\",\"n\":1}"]
              ]
              results = [{ user = null, window_end = "2026-03-01T11:00:00Z", count = 1 }]
              filtered = 1
            }]
            """);
        Assert.True(code == ExitCode.Ok, _bench.Out.ToString() + _bench.Error);
    }

    [Fact]
    public void A_case_whose_answer_depends_on_the_run_is_found_and_can_be_replayed()
    {
        // The order of results is promised for each key only.
        const string Cases =
            """
            set = ["shards=8"]
            cases = [{
              ordered = true
              input = [
                "{\"at\":\"2026-03-01T10:00:00Z\",\"user\":\"a\"}"
                "{\"at\":\"2026-03-01T10:00:00Z\",\"user\":\"b\"}"
              ]
              results = [{ user = FIRST }, { user = SECOND }]
            }]
            """;
        var isAb = Test(Cases.Replace("FIRST", "a").Replace("SECOND", "b"), "--runs", "1") == ExitCode.Ok;
        var order = isAb ? "ab" : "ba";
        var cases = Cases.Replace("FIRST", order[..1]).Replace("SECOND", order[1..]);
        Assert.Equal(ExitCode.Configuration, Test(cases, "--runs", "1000"));
        var text = _bench.Out.ToString();
        var seed = text[(text.LastIndexOf("--seed ", StringComparison.Ordinal) + 7)..].Split(' ')[0];

        Assert.Equal(ExitCode.Configuration, Test(cases, "--runs", "1", "--seed", seed));
    }

    [Theory]
    [InlineData("", "cases: there is none; for example cases = [")]
    [InlineData("cases = [{ input = a }]",
        "cases[1].results: it is missing; write results = [] where none is expected")]
    [InlineData("cases = [{ results = [] }]", "cases[1]: one of input and partitions is needed, for example input = "
        + "[\"a record\", \"another\"]")]
    [InlineData("cases = [{ input = a, results = [{ usr = a }] }]",
        "cases[1].results[1].usr: there is no column 'usr'; did you mean 'user'?")]
    [InlineData("cases = [{ input = a, results = [], dead-letters = [{ reason = lat }] }]",
        "cases[1].dead-letters[1].reason: there is no reason 'lat'; did you mean 'late'?")]
    [InlineData("cases = [{ input = a, results = [], result = [] }]",
        "cases[1].result: there is no such setting; did you mean 'results'?")]
    [InlineData("cases = [{ input = [\"\"\"a\nb\"\"\"], results = [] }]",
        "cases[1].input: a record is one line; this has several")]
    public void One_mistake_is_one_problem_with_its_place(string text, string problem)
    {
        var code = Test(text);
        Assert.Equal(ExitCode.Configuration, code);
        Assert.StartsWith(Name, _bench.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains(problem, _bench.Error.ToString(), StringComparison.Ordinal);
        Assert.Single(_bench.Error.ToString().Trim().Split('\n'));
    }

    [Fact]
    public void A_mistake_in_the_pipelines_file_is_said_as_check_says_it()
    {
        _bench.With(Workbench.Minimal + "sharts = 3");
        Assert.Equal(ExitCode.Configuration, Test("cases = [{ input = a, results = [] }]"));
        var said = _bench.Error.ToString();
        _bench.Error.GetStringBuilder().Clear();
        _bench.Run("check", Workbench.FileName);
        Assert.Equal(_bench.Error.ToString(), said);
    }

    private int Test(string cases, params string[] options)
    {
        _bench.Out.GetStringBuilder().Clear();
        _bench.With($"pipeline = {Workbench.FileName}\n{cases}", Name);
        return _bench.Run(["test-pipeline", Name, .. options]);
    }
}

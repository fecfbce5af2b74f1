using ActorPipeline.Sql;

namespace ActorPipeline.Node.Tests.Commands;

public sealed class FailureScenarios : IDisposable
{
    private readonly Workbench _bench = new();

    [Theory]
    [InlineData(
        ExitCode.Configuration,
        "A command is missing: demo, run, check, state, journal, config, test-pipeline, simulate.\n"
        + "See: actorpipeline --help\n")]
    [InlineData(
        ExitCode.Configuration,
        "There is no command 'chekc'; did you mean 'check'?\nSee: actorpipeline --help\n",
        "chekc")]
    [InlineData(
        ExitCode.Configuration,
        "There is no command 'frobnicate'; use demo, run, check, state, journal, config, test-pipeline or simulate.\n"
        + "See: actorpipeline --help\n",
        "frobnicate")]
    [InlineData(
        ExitCode.Configuration,
        "FILE is missing: The pipeline's file (HOCON).\nSee: actorpipeline run --help\n",
        "run")]
    [InlineData(
        ExitCode.Configuration,
        "There is no option '--frsh'; did you mean '--fresh'?\nSee: actorpipeline run --help\n",
        "run", "test.conf", "--frsh")]
    [InlineData(
        ExitCode.Configuration,
        "There is no option '-z'; use --set, --data-dir or --fresh.\nSee: actorpipeline run --help\n",
        "run", "test.conf", "-z")]
    [InlineData(
        ExitCode.Configuration,
        "'more' is one argument too many.\nSee: actorpipeline check --help\n",
        "check", "test.conf", "more")]
    [InlineData(
        ExitCode.Configuration,
        "--events: 'x' is no value for it: How many of the newest events to show, 0 to 100000.\n"
        + "See: actorpipeline state --help\n",
        "state", "test.conf", "key", "--events", "x")]
    [InlineData(
        ExitCode.Configuration,
        "--events needs a value: How many of the newest events to show, 0 to 100000.\n"
        + "See: actorpipeline state --help\n",
        "state", "test.conf", "key", "--events")]
    [InlineData(
        ExitCode.Configuration,
        "nowhere.conf: cannot read \"{0}/nowhere.conf\": there is no such file; check the path\n",
        "run", "nowhere.conf")]
    [InlineData(
        ExitCode.Configuration,
        ".: cannot read \"{0}\": it is a directory; name a file in it\n",
        "run", ".")]
    [InlineData(
        ExitCode.Configuration,
        "--data-dir: it is empty; name a directory\n",
        "run", "test.conf", "--data-dir", "")]
    [InlineData(
        ExitCode.Configuration,
        "test.conf:8:23: sink.file: that is the pipeline's own file; name another one\n",
        "run", "test.conf", "--fresh")]
    [InlineData(
        ExitCode.Configuration,
        "--set sink.file:1:1: that is a file of the data directory {0}/data/test; name another one\n",
        "run", "test.conf", "--set", "sink.file=data/test/journal.db", "--fresh")]
    public void A_command_line_that_is_wrong_says_what_and_where_to_look(int code, string text, params string[] args)
    {
        var file = Workbench.Minimal.Replace("out.ndjson", Workbench.FileName, StringComparison.Ordinal);
        _bench.With(file);

        Assert.Equal(code, _bench.Run(args));
        Assert.Equal(text.Replace("{0}", _bench.Directory, StringComparison.Ordinal), _bench.Error.ToString());
        Assert.Equal(file, File.ReadAllText(_bench.PathOf(Workbench.FileName)));
    }

    [Theory]
    [InlineData(
        ExitCode.Configuration,
        "--events: '-5' is no value for it: How many of the newest events to show, 0 to 100000.\n"
        + "See: actorpipeline state --help\n",
        "state", "test.conf", "key", "--events", "-5")]
    [InlineData(
        ExitCode.Configuration,
        "--seeds: '-1' is no value for it: How many simulations, 1 to 1000000000.\n"
        + "See: actorpipeline simulate --help\n",
        "simulate", "--seeds", "-1")]
    [InlineData(
        ExitCode.Configuration,
        "--seed is one simulation; leave out --seeds and --first, or leave out --seed.\n"
        + "See: actorpipeline simulate --help\n",
        "simulate", "--seed", "5", "--seeds", "3")]
    [InlineData(
        ExitCode.Configuration,
        "--runs: '0' is no value for it: How often to run each case, 1 to 100000.\n"
        + "See: actorpipeline test-pipeline --help\n",
        "test-pipeline", "test.conf", "--runs", "0")]
    [InlineData(
        ExitCode.Configuration,
        "test.conf: that is a pipeline; name a file with cases for it, see test-pipeline --help\n",
        "test-pipeline", "test.conf")]
    [InlineData(
        ExitCode.Configuration,
        "There is no command 'chekc'; did you mean 'check'?\nSee: actorpipeline --help\n",
        "help", "chekc")]
    [InlineData(
        ExitCode.Configuration,
        "There is no option '--frob'; use --help or --version.\nSee: actorpipeline --help\n",
        "--frob")]
    public void A_value_or_a_word_that_makes_no_sense_is_not_passed_over(int code, string text, params string[] args)
    {
        _bench.With(Workbench.Minimal);

        Assert.Equal(code, _bench.Run(args));
        Assert.Equal(text, _bench.Error.ToString());
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("run")]
    [InlineData("check")]
    [InlineData("state")]
    [InlineData("config")]
    public void Help_has_an_example_and_the_exit_codes(string command)
    {
        Assert.Equal(ExitCode.Ok, _bench.Run(command, "--help"));

        var help = _bench.Out.ToString();
        Assert.Contains($"\n  actorpipeline {command}", help, StringComparison.Ordinal);
        Assert.Contains("Exit codes:", help, StringComparison.Ordinal);
        Assert.Contains("130", help, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("help", "state")]
    [InlineData("state", "-h")]
    [InlineData("--help", "state")]
    [InlineData("state", "a.conf", "--events", "-5", "-?")]
    public void Help_is_help_wherever_it_is_asked_for(params string[] args)
    {
        Assert.Equal(ExitCode.Ok, _bench.Run(args));
        Assert.Contains("actorpipeline state", _bench.Out.ToString(), StringComparison.Ordinal);
        Assert.Empty(_bench.Error.ToString());
    }

    [Fact]
    public void A_mistake_in_the_file_is_a_problem_of_the_configuration()
    {
        _bench.With(Workbench.Minimal + "shards = 0\nsharts = 1");

        Assert.Equal(ExitCode.Configuration, Run());
        Assert.Equal(
            "test.conf:9:10: shards: 0 is out of bounds; use 1 to 4096\n"
            + "test.conf:10:10: sharts: there is no such setting; did you mean 'shards'?\n2 problems.\n",
            _bench.Error.ToString());
    }

    [Fact]
    public void A_file_that_is_not_there_is_a_problem_of_the_configuration()
    {
        Assert.Equal(ExitCode.Configuration, Run());
        Assert.StartsWith("test.conf: cannot read", _bench.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Input_that_is_not_there_is_a_failure_of_the_input_and_leaves_no_plan_behind()
    {
        _bench.With(Workbench.Minimal);

        Assert.Equal(ExitCode.Input, Run());
        Assert.StartsWith("Input: ", _bench.Error.ToString(), StringComparison.Ordinal);

        _bench.With("{\"user\":\"a\",\"at\":\"2024-01-01T00:00:00Z\"}\n", "in.ndjson");
        Assert.Equal(ExitCode.Ok, Run("--set", "key=[user,ok]"));
    }

    [Fact]
    public void A_data_directory_that_is_in_use_is_a_failure_of_the_journal()
    {
        _bench.With(Workbench.Minimal).With("", "in.ndjson");
        using var held = DataDirectory.Open(_bench.PathOf("data/test"));

        Assert.Equal(ExitCode.Journal, Run());
        Assert.Contains("is held by process", _bench.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_journal_that_is_damaged_is_a_failure_of_the_journal()
    {
        _bench.With(Workbench.Minimal).With("", "in.ndjson");
        Directory.CreateDirectory(_bench.PathOf("data/test"));
        _bench.With(new string('x', 10_000), "data/test/journal.db");

        Assert.Equal(ExitCode.Journal, Run());
        Assert.StartsWith("Journal: ", _bench.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Output_of_somebody_else_is_a_failure_of_the_sink_and_left_alone()
    {
        _bench.With(Workbench.Minimal).With("", "in.ndjson").With("mine\n", "out.ndjson");

        Assert.Equal(ExitCode.Sink, Run());
        Assert.StartsWith("Sink: ", _bench.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal("mine\n", File.ReadAllText(_bench.PathOf("out.ndjson")));
    }

    [Fact]
    public void An_internal_error_shows_no_stack_but_says_where_it_is()
    {
        var terminal = new Terminal
        {
            Out = _bench.Out,
            Error = _bench.Error,
            CurrentDirectory = _bench.Directory,
            Time = TimeProvider.System,
        };

        var code = Failures.Report(terminal, new InvalidOperationException("the cell is gone"), _bench.Directory);

        Assert.Equal(ExitCode.Internal, code);
        var lines = _bench.Error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("Internal error: the cell is gone", lines[0]);
        Assert.StartsWith("Details for a bug report: ", lines[1], StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException", File.ReadAllText(lines[1][26..]), StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    private int Run(params string[] options) => _bench.Run(["run", Workbench.FileName, .. options]);
}

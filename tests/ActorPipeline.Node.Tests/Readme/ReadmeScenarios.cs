using System.Net;
using System.Text.RegularExpressions;

namespace ActorPipeline.Node.Tests.Readme;

/// <summary>What the README shows is what happens.</summary>
public sealed partial class ReadmeScenarios : IDisposable
{
    /// <summary>Where the README says that its files are.</summary>
    private const string Place = "/srv/logs";

    private readonly Workbench _bench = new();

    public static TheoryData<int> Pipelines => [.. Enumerable.Range(0, ReadmeBlock.Examples.Count)];

    public static TheoryData<int> Runs =>
        [.. Enumerable.Range(0, ReadmeBlock.Examples.Count).Where(i => ReadmeBlock.Examples[i].Outputs.Any())];

    public void Dispose() => _bench.Dispose();

    [Theory]
    [MemberData(nameof(Pipelines))]
    public void Each_pipeline_checks(int example)
    {
        var pipeline = ReadmeBlock.Examples[example].Pipeline;
        _bench.With(pipeline.Text);
        var code = _bench.Run("check", Workbench.FileName);
        Assert.True(code == ExitCode.Ok, $"README.md:{pipeline.Line}: {_bench.Error}");
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Each_run_gives_what_is_shown(int example)
    {
        var (pipeline, shown) = (ReadmeBlock.Examples[example].Pipeline, ReadmeBlock.Examples[example]);
        _bench.With(pipeline.Text);
        foreach (var (name, text) in shown.Inputs)
        {
            _bench.With(text, name);
        }

        var code = _bench.Run("run", Workbench.FileName);
        Assert.True(code == ExitCode.Ok, $"README.md:{pipeline.Line}: {_bench.Error}");
        foreach (var (name, text) in shown.Outputs)
        {
            var actual = File.ReadAllText(_bench.PathOf(name));
            Assert.Equal(Sorted(text), Sorted(actual.Replace(_bench.Directory, Place, StringComparison.Ordinal)));
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Each_command_prints_what_is_shown(int example)
    {
        Each_run_gives_what_is_shown(example);
        foreach (var (command, text) in ReadmeBlock.Examples[example].Prints)
        {
            var words = command.Split(' ');
            _bench.Out.GetStringBuilder().Clear();
            var code = _bench.Run([words[0], Workbench.FileName, .. words[1..]]);
            Assert.True(code == ExitCode.Ok, _bench.Error.ToString());
            Assert.Equal(Plain(text), Plain(_bench.Out.ToString()));
        }
    }

    [Fact]
    public void The_test_file_tests_the_pipeline_above_it()
    {
        const string Note = "tests=";
        var test = ReadmeBlock.All.Single(b => b.Note.StartsWith(Note, StringComparison.Ordinal));
        _bench.With(ReadmeBlock.Examples[0].Pipeline.Text, test.Note[Note.Length..]).With(test.Text);
        var code = _bench.Run("test-pipeline", Workbench.FileName);
        Assert.True(code == ExitCode.Ok, $"README.md:{test.Line}: {_bench.Out}{_bench.Error}");
    }

    [Fact]
    public void There_are_pipelines_to_check_and_one_to_run()
    {
        Assert.True(Pipelines.Count >= 3);
        Assert.NotEmpty(Runs);
    }

    [Fact]
    public void The_exit_codes_are_those_of_the_program() =>
        Assert.Equal(ExitCode.Help, ReadmeBlock.Named("exit-codes").Text.TrimEnd('\n'));

    [Fact]
    public void The_commands_are_those_of_the_program()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        Assert.Equal(ExitCode.Ok, _bench.Run("--help"));
        var names = _bench.Out.ToString().Split('\n')
            .SkipWhile(l => l != "Commands:")
            .Skip(1)
            .TakeWhile(l => l.Length > 0)
            .Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0])
            .ToList();
        Assert.Contains("run", names);
        Assert.All(names, n => Assert.Contains($"\n    actorpipeline {n} ", readme, StringComparison.Ordinal));
    }

    [Fact]
    public void The_expressions_are_those_of_the_compiler()
    {
        var path = Path.Combine(Repository.Root, "src", "ActorPipeline", "Expressions", "ExpressionCompiler.cs");
        var code = File.ReadLines(path)
            .SkipWhile(l => !l.Contains("<code>", StringComparison.Ordinal))
            .Skip(1)
            .TakeWhile(l => !l.Contains("</code>", StringComparison.Ordinal))
            .Select(l => WebUtility.HtmlDecode(l["/// ".Length..]));
        Assert.Equal(string.Join('\n', code) + "\n", ReadmeBlock.Named("expressions").Text);
    }

    /// <summary>Without the numbers of commits, which depend on how fast the machine is.</summary>
    private static string Plain(string text) => CommitNumber().Replace(text.Trim(), "commit");

    [GeneratedRegex(@"commit +\d+")]
    private static partial Regex CommitNumber();

    /// <summary>Lines in an order of their own: that of keys is not part of the promise.</summary>
    private static string Sorted(string text) =>
        string.Join('\n', text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
}

using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Tidy.Tests;

/// <summary>What the launcher answers by itself, before anything is built.</summary>
public sealed partial class LauncherTests
{
    private const string BenchHelp = "tests/Benchmarks/Command/help.txt";

    [Theory]
    [InlineData("test", "--help")]
    [InlineData("test", "-h")]
    [InlineData("test", "Tidy", "--help")]
    [InlineData("help", "test")]
    public void Help_for_the_tests_names_the_projects(params string[] args)
    {
        var (code, output, _) = Launch(args);

        Assert.Equal(0, code);
        Assert.Contains("Usage:\n  actorpipeline test [PART...]\n", output, StringComparison.Ordinal);
        Assert.Contains("\n  Tidy.Tests\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("No test project has 'nosuch' in its name; there are: RecordPath.Tests ", "nosuch")]
    [InlineData("No test project has 'nosuch' in its name; there are: RecordPath.Tests ", "Tidy", "nosuch")]
    [InlineData("There is no option '--fast'. See: actorpipeline test --help", "--fast")]
    [InlineData("A part of a project's name is empty. See: actorpipeline test --help", "")]
    public void Tests_that_there_are_not_are_no_success(string message, params string[] parts)
    {
        var (code, output, error) = Launch(["test", .. parts]);

        Assert.Equal(1, code);
        Assert.StartsWith(message, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.Empty(output);
    }

    [Theory]
    [InlineData("bench", "--help")]
    [InlineData("bench", "all", "-h")]
    [InlineData("help", "bench")]
    public void Help_for_the_benchmarks_is_that_of_their_program(params string[] args)
    {
        var (code, output, _) = Launch(args);

        Assert.Equal(0, code);
        Assert.Equal(File.ReadAllText(Repository.Full(BenchHelp)), output);
    }

    [Fact]
    public void Help_for_the_benchmarks_names_them_all()
    {
        var names = Repository.CSharp.Where(f => f.IsIn("tests/Benchmarks"))
            .SelectMany(f => Name().Matches(f.Text).Select(m => m.Groups[1].Value))
            .ToList();
        var help = File.ReadAllText(Repository.Full(BenchHelp));

        Assert.NotEmpty(names);
        Assert.All(names, n => Assert.Contains($"\n  {n} ", help, StringComparison.Ordinal));
    }

    [GeneratedRegex("string Name => \"([a-z-]+)\"")]
    private static partial Regex Name();

    private static (int Code, string Output, string Error) Launch(params string[] args)
    {
        var start = new ProcessStartInfo("bash", [Repository.Full("actorpipeline"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}

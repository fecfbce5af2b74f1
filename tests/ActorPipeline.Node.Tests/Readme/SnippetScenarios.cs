using ActorPipeline.TestKit;

namespace ActorPipeline.Node.Tests.Readme;

/// <summary>The README's code, run. It must stand here, or in the file that it names, as it stands there.</summary>
public sealed class SnippetScenarios
{
    private const string Here = $"tests/ActorPipeline.Node.Tests/Readme/{nameof(SnippetScenarios)}.cs";

    [Fact]
    public void A_test_in_code_passes()
    {
        using var bench = new Workbench().With(ReadmeBlock.Examples[0].Pipeline.Text);
        var plan = bench.Load().Plan;

        using var test = new PipelineTest(plan, new PipelineTestOptions { Seed = 7 });
        test.Feed("""{"at":"2026-03-01T10:00:01Z","ok":true,"account":{"name":"web/anna"}}""");
        test.Advance(1.Minutes());
        test.Journal.FailAfterNextCommit();
        test.Run(steps: 30);
        test.Crash();
        test.RunToEnd();
        test.ExpectResults("""{"team":"web","logins":1}""");
        test.ExpectDeadLetters();
    }

    [Fact]
    public void The_code_of_the_readme_is_run()
    {
        const string Note = "code=";
        var blocks = ReadmeBlock.All.Where(b => b.Language == "csharp").ToList();

        Assert.NotEmpty(blocks);
        Assert.All(blocks, b =>
        {
            var shown = b.Text.TrimEnd().Split('\n');
            var file = File.ReadAllLines(Path.Combine(
                Repository.Root, b.Note.StartsWith(Note, StringComparison.Ordinal) ? b.Note[Note.Length..] : Here));
            Assert.Contains(
                Trimmed(shown.SkipWhile(l => IsUsing(l) || l.Length == 0)), Trimmed(file), StringComparison.Ordinal);

            // The file is compiled with its own, so whoever pastes the block has all that it needs.
            Assert.Equal(file.Where(IsUsing), shown.Where(IsUsing));
        });

        static bool IsUsing(string line) =>
            line.StartsWith("using ", StringComparison.Ordinal) && !line.Contains('=', StringComparison.Ordinal);

        static string Trimmed(IEnumerable<string> lines) => string.Join('\n', lines.Select(l => l.Trim()));
    }
}

using System.CommandLine;
using ActorPipeline.Node.Screens;
using ActorPipeline.Node.Testing;

namespace ActorPipeline.Node.Commands;

/// <summary><c>test-pipeline</c>: the cases of <c>*.test.conf</c> files.</summary>
internal static class TestPipelineCommand
{
    private const int DefaultRuns = 8;
    private const int MaxRuns = 100_000;

    public static Command Create(Terminal terminal)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Files with cases (HOCON), such as orders.test.conf",
            Arity = ArgumentArity.OneOrMore,
        };
        var runs = CommandParts.Number("--runs", "N", "How often to run each case", 1, MaxRuns, DefaultRuns);
        var seed = CommandParts.Number(
            "--seed", "S", "The seed of the first run; the others have those after it; 0 is the file as it is",
            0, int.MaxValue - MaxRuns, 0);
        var command = new NodeCommand(
            "test-pipeline",
            "Tests a pipeline: records in, results and dead letters out",
            """
            A test file names a pipeline and has cases, each with input, results and dead letters:

              pipeline = orders.conf
              cases = [{
                name         = "a late order is kept as a dead letter"
                input        = ["...", "..."]         # or partitions = [["..."], ["..."]]
                results      = [{ country = DE, orders = 1 }]
                dead-letters = [{ reason = late }]
              }]

            A column that is left out may have any value; the order does not matter, unless ordered = true. The pipeline
            runs in memory, under virtual time: neither its source nor its sinks are opened. Each case is run as it is,
            then with other batches and sizes and with crashes in between: the answer must always be the same.

            Example:
              actorpipeline test-pipeline hocon/orders.test.conf
            """,
            terminal,
            parsed => Run(
                parsed.GetValue(files)!,
                parsed.GetValue(runs),
                parsed.GetValue(seed),
                terminal));
        command.Add(files);
        command.Add(runs);
        command.Add(seed);
        return command;
    }

    private static int Run(string[] names, int runs, int seed, Terminal terminal)
    {
        // All are read first: a mistake in the last is not found after minutes of tests.
        var files = names.Select(n => TestFileLoader.Load(n, terminal.CurrentDirectory)).ToList();
        var (passed, failed) = (0, 0);
        foreach (var file in files)
        {
            terminal.Out.WriteLine(file.Name);
            var runner = new CaseRunner(file.Plan, seed, runs);
            foreach (var test in file.Cases)
            {
                if (runner.Run(test) is not { } failure)
                {
                    passed++;
                    terminal.Out.WriteLine($"  ok      {test.Name}");
                    continue;
                }

                failed++;
                terminal.Out.WriteLine($"  FAILED  {test.Name}   ({test.Where})");
                terminal.Out.WriteLine("          " + failure.TrimEnd().ReplaceLineEndings("\n          "));
            }
        }

        terminal.Out.WriteLine(
            $"{NumberText.Count(passed, "case")} passed, {failed} failed; "
            + $"up to {NumberText.Count(runs, "run")} of each.");
        return failed == 0 ? ExitCode.Ok : ExitCode.Configuration;
    }
}

namespace Benchmarks.Command;

/// <summary>What <c>--help</c> and <c>--list</c> print.</summary>
internal static class HelpText
{
    public static void WriteHelp(TextWriter output)
    {
        output.WriteLine(
            """
            Measures ActorPipeline on this machine. Needs no network, writes to a temporary directory only, which it
            removes, and stops by itself.

            Usage:
              actorpipeline bench [NAME...] [options]

            Options:
              --records N        records of the record path's input; the other benchmarks scale with it
                                 [default: 20000000]
              --runs N           how often what varies is measured; the median counts [default: 3]
              --directory PATH   where to put the temporary directory: on the disk to be measured
                                 [default: the system's]
              --json             one JSON object on standard output; progress goes to standard error
              --list             the names of the benchmarks
              -h, --help         this text

            Benchmarks:
            """);
        WriteList(output, "  ");
        output.WriteLine(
            """

            Examples:
              actorpipeline bench                                the figure of the product
              actorpipeline bench budget --records 1000000       a quick look at where the time goes
              actorpipeline bench all --json > figures.json      everything, for a machine to read

            Exit codes:
              0    measured, whatever the figures are
              1    the command line is wrong, or a benchmark could not be run
              130  interrupted
            """);
    }

    public static void WriteList(TextWriter output, string indent = "")
    {
        var width = Catalog.All.Max(b => b.Name.Length);
        foreach (var benchmark in Catalog.All)
        {
            var mark = benchmark == Catalog.Default ? " [default]" : "";
            output.WriteLine($"{indent}{benchmark.Name.PadRight(width)}  {benchmark.Summary}{mark}");
        }

        output.WriteLine($"{indent}{Catalog.AllName.PadRight(width)}  all of them");
    }
}

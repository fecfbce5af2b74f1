using System.Globalization;
using System.Runtime.InteropServices;
using Benchmarks.Children;
using Benchmarks.Reporting;

namespace Benchmarks.Command;

/// <summary><c>actorpipeline bench</c>.</summary>
internal static class BenchCommand
{
    private const int Failed = 1;
    private const int Interrupted = 130;

    public static int Run(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            var options = BenchOptions.Parse(args);
            if (options.IsHelp)
            {
                HelpText.WriteHelp(Console.Out);
            }
            else if (options.IsList)
            {
                HelpText.WriteList(Console.Out);
            }
            else
            {
                return Measure(options) ? 0 : Failed;
            }

            return 0;
        }
        catch (Exception error) when (error is BenchException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"error: {error.Message}");
            return Failed;
        }
    }

    /// <summary>Whether all benchmarks could be run.</summary>
    private static bool Measure(BenchOptions options)
    {
        // Before anything else: what it measures itself is not the others' load.
        var machine = Machine.Look(options.Directory);
        var children = new ChildProcess();
        using var scratch = new ScratchDirectory(options.Directory);
        using var signals = OnInterrupt(() =>
        {
            children.Kill();
            scratch.Dispose();
            Environment.Exit(Interrupted);
        });
        if (!options.IsJson)
        {
            TextReport.Write(Console.Out, machine);
        }

        var reports = new List<Report>();
        foreach (var benchmark in options.Benchmarks)
        {
            var context = new BenchContext(
                options.Records, options.Runs, scratch.Create(benchmark.Name), children,
                text => Console.Error.WriteLine($"{benchmark.Name}: {text}"));
            reports.Add(Run(benchmark, context, scratch));
            Directory.Delete(context.Directory, true);
            if (!options.IsJson)
            {
                TextReport.Write(Console.Out, reports[^1]);
            }
        }

        if (options.IsJson)
        {
            Console.Out.WriteLine(JsonReport.Of(machine, reports));
        }

        return reports.All(r => r.Error is null);
    }

    /// <summary>One that fails does not keep the others from being run.</summary>
    private static Report Run(IBenchmark benchmark, BenchContext context, ScratchDirectory scratch)
    {
        try
        {
            scratch.Require(benchmark.DiskBytes(context));
            return benchmark.Run(context);
        }
        catch (Exception error) when (error is BenchException or IOException)
        {
            Console.Error.WriteLine($"{benchmark.Name}: error: {error.Message}");
            return new Report(benchmark.Name, benchmark.Summary) { Error = error.Message };
        }
    }

    private static Registrations OnInterrupt(Action act) => new(
    [
        .. ((PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
            .Select(s => PosixSignalRegistration.Create(s, _ => act())),
    ]);

    private sealed class Registrations(IReadOnlyList<IDisposable> all) : IDisposable
    {
        public void Dispose()
        {
            foreach (var one in all)
            {
                one.Dispose();
            }
        }
    }
}

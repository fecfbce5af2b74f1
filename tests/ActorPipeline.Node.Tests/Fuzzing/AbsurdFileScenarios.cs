using System.Globalization;
using ActorPipeline.Plan;

namespace ActorPipeline.Node.Tests.Fuzzing;

/// <summary>
/// Files that are absurd or broken: a check and a run say the same of each, in order, soon, and never as an internal
/// error. CONFIG_FUZZ_SEEDS says how many, CONFIG_FUZZ_FIRST from which on.
/// </summary>
public sealed class AbsurdFileScenarios
{
    private const int Seeds = 150;
    private const int ShortRecords = 10_000;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _whileOfEndlessRuns = TimeSpan.FromMilliseconds(150);

    private static readonly string _input = string.Concat(Enumerable.Range(0, 30).Select(Record));

    private int _runs;

    [Fact]
    public void A_check_and_a_run_say_the_same_of_any_file_and_never_fail_inside()
    {
        var (first, count) = (Read("CONFIG_FUZZ_FIRST") ?? 1, Read("CONFIG_FUZZ_SEEDS") ?? Seeds);
        var failures = new List<string>();
        for (var seed = first; seed < first + count && failures.Count < 20; seed++)
        {
            if (Try(seed) is { } failure)
            {
                failures.Add(failure);
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
        Assert.True(count < Seeds || _runs > count / 10, $"only {_runs} of {count} files could be run");
    }

    private string? Try(int seed)
    {
        var random = new Random(seed);
        var file = new AbsurdFile(random);
        using var bench = new Workbench();
        Directory.CreateDirectory(bench.PathOf("folder"));
        var text = file.Write();
        bench.With(_input, "in.ndjson").With(text).With(file.WriteTest(), "test.test.conf");
        string? failure = null;
        var thread = new Thread(() => failure = Judge(bench, random)) { IsBackground = true };
        thread.Start();
        if (!thread.Join(_patience))
        {
            bench.Signals.Receive(isInterrupt: true);
            bench.Signals.Receive(isInterrupt: true);
            thread.Join();
            failure = "it hung";
        }

        return failure is null ? null : $"seed {seed}: {failure}\n{text}\n{bench.Error}";
    }

    private string? Judge(Workbench bench, Random random)
    {
        if (random.Next(8) == 0)
        {
            var tested = bench.Run("test-pipeline", "test.test.conf", "--runs", "2");
            return tested is ExitCode.Ok or ExitCode.Configuration ? null : $"a test ended with {tested}";
        }

        var check = bench.Run("check", Workbench.FileName);
        if (check == ExitCode.Internal)
        {
            return "a check failed inside";
        }

        if (check == ExitCode.Ok && bench.Load().Plan.Source is var source && IsEndless(source))
        {
            using var stop = TimeProvider.System.CreateTimer(
                _ => bench.Signals.Receive(isInterrupt: true), null, _whileOfEndlessRuns, Timeout.InfiniteTimeSpan);
            return source is StdinSourceSpec ? null : Compare(bench, check);
        }

        return Compare(bench, check);
    }

    private string? Compare(Workbench bench, int check)
    {
        var expected = bench.Out.ToString().Contains("Input: a run could not", StringComparison.Ordinal)
            ? ExitCode.Input
            : check;
        bench.Error.WriteLine("-- run");
        var run = bench.Run("run", Workbench.FileName, "--fresh");
        _runs += run == ExitCode.Ok ? 1 : 0;
        return run == expected ? null : $"a check ended with {check}, a run with {run}";
    }

    private static bool IsEndless(SourceSpec source) => source is StdinSourceSpec
        or GeneratorSourceSpec { Count: null or > ShortRecords } or GeneratorSourceSpec { RatePerSecond: not null };

    private static string Record(int i)
    {
        var ok = i % 2 == 0 ? "true" : "1";
        return $"{{\"k\":\"k{i % 4}\",\"ts\":{1_700_000_000_000 + (i * 7000)},\"v\":{i}.5,\"n\":{i},\"ok\":{ok}}}\n";
    }

    private static int? Read(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
            ? int.Parse(value, CultureInfo.InvariantCulture)
            : null;
}

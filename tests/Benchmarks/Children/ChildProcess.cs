using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace Benchmarks.Children;

/// <summary>
/// Runs jobs in fresh processes of this same executable, one at a time: so each pays for its own start and
/// compilation, and its peak memory is its own. A child ends when its parent does.
/// </summary>
internal sealed class ChildProcess
{
    /// <summary>The first argument of a child.</summary>
    public const string Switch = "--child";

    private static readonly TimeSpan LongestJob = TimeSpan.FromMinutes(20);

    private readonly Lock _lock = new();
    private Process? _running;

    /// <summary>Runs a job to its end.</summary>
    /// <exception cref="BenchException">It failed; what it said is on standard error.</exception>
    public Measured<TResult> Run<TArguments, TResult>(
        Job<TArguments, TResult> job, TArguments arguments, params (string Name, string Value)[] environment)
    {
        var (code, output) = Start(job, JsonSerializer.Serialize(arguments), environment);
        return code == 0
            ? JsonSerializer.Deserialize<Measured<TResult>>(output)!
            : throw new BenchException($"the process that measured '{job.Name}' ended with code {code}, see above");
    }

    /// <summary>Runs a job that ends by killing its own process.</summary>
    public void RunUntilKilled<TArguments, TResult>(Job<TArguments, TResult> job, TArguments arguments)
    {
        var (code, _) = Start(job, JsonSerializer.Serialize(arguments), []);
        if (code is 0 or 1)
        {
            throw new BenchException($"the process of '{job.Name}' was to kill itself, but ended with code {code}");
        }
    }

    /// <summary>Ends the job that is running, if one is.</summary>
    public void Kill()
    {
        lock (_lock)
        {
            _running?.Kill();
        }
    }

    /// <summary>What a child's main does.</summary>
    public static int RunJob(string name, string arguments)
    {
        new Thread(EndWithParent) { IsBackground = true, Name = "parent watch" }.Start();
        try
        {
            var job = Jobs.All.Single(j => j.Name == name);
            Console.Out.WriteLine(job.Execute(arguments));
            return 0;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            Console.Error.WriteLine($"{name}: {(error is BenchException ? error.Message : error)}");
            return 1;
        }
    }

    private (int Code, string Output) Start(Job job, string arguments, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false,
        };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(Assembly.GetExecutingAssembly().Location);
        }

        foreach (var argument in (string[])[Switch, job.Name, arguments])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        SetRunning(process);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(LongestJob))
            {
                throw new BenchException(
                    $"'{job.Name}' did not end within {LongestJob.TotalMinutes} minutes; try fewer --records");
            }

            return (process.ExitCode, output.GetAwaiter().GetResult());
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
                process.WaitForExit();
            }

            SetRunning(null);
        }
    }

    private void SetRunning(Process? process)
    {
        lock (_lock)
        {
            _running = process;
        }
    }

    /// <summary>The parent holds the other end of standard input as long as it lives.</summary>
    private static void EndWithParent()
    {
        using var input = Console.OpenStandardInput();
        Span<byte> nothing = stackalloc byte[16];
        while (input.Read(nothing) > 0)
        {
        }

        Process.GetCurrentProcess().Kill();
    }
}

using System.Diagnostics;
using System.Text;

namespace RecordPath.Tests.Process;

/// <summary>A node that runs a pipeline in a process of its own.</summary>
internal sealed class NodeProcess : IDisposable
{
    /// <summary>
    /// The node's own build, whose libraries are compiled ahead: beside the tests lie those that each start compiles.
    /// </summary>
    private static readonly string _program = FindProgram();

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly System.Diagnostics.Process _process;
    private readonly StringBuilder _said = new();

    private NodeProcess(System.Diagnostics.Process process)
    {
        _process = process;
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    /// <summary>What it wrote to its standard output and error.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    /// <summary>Starts <c>run</c> with a pipeline's file. Its standard input stays open until it is disposed.</summary>
    public static NodeProcess Run(string file, params string[] options)
    {
        var start = new ProcessStartInfo("dotnet", [_program, "run", file, .. options])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(file),
        };

        // A short life is mostly compilation: the quick kind is enough, and takes half of the time to start.
        start.Environment["DOTNET_TieredCompilation"] = "1";
        start.Environment["DOTNET_TieredPGO"] = "0";

        // That is for test hosts; a node's memory is to be a node's.
        start.Environment.Remove("DOTNET_GCgen0size");
        return new NodeProcess(System.Diagnostics.Process.Start(start)!);
    }

    /// <summary>Waits for the end; false when the process still runs then.</summary>
    public bool WaitFor(TimeSpan time) => _process.WaitForExit(time);

    /// <summary>Waits for the end; the exit code.</summary>
    public int Wait()
    {
        if (!_process.WaitForExit(Patience))
        {
            Kill();
            Assert.Fail($"it hangs; it said: {Said}");
        }

        // Once more, without a limit: only this waits for the rest of what it said.
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>kill -9; returns when the process is gone.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Stops the process until <see cref="Thaw"/>.</summary>
    public void Freeze() => Signal("-STOP");

    public void Thaw() => Signal("-CONT");

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    private void Signal(string name)
    {
        using var kill = System.Diagnostics.Process.Start("kill", [name, $"{Id}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>From <c>tests/X/bin/CONFIGURATION/FRAMEWORK</c> to the same of the node.</summary>
    private static string FindProgram()
    {
        var here = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        var (framework, configuration) = (Path.GetFileName(here), Path.GetFileName(Path.GetDirectoryName(here)!));
        return Path.GetFullPath(Path.Combine(
            here, "../../../../../src/ActorPipeline.Node/bin", configuration, framework, "ActorPipeline.Node.dll"));
    }

    private void Hear(string? line)
    {
        lock (_said)
        {
            _said.AppendLine(line);
        }
    }
}

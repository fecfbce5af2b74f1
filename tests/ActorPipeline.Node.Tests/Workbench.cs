using ActorPipeline.Node.Configuration;

namespace ActorPipeline.Node.Tests;

/// <summary>A directory of its own with a pipeline's file in it, and the commands run over it in process.</summary>
internal sealed class Workbench : IDisposable
{
    public const string FileName = "test.conf";

    /// <summary>A file that is complete; tests lay lines over it.</summary>
    public const string Minimal =
        """
        pipeline   = test
        source     = { files = ["in.ndjson"] }
        decode     = { json = { user = string, at = timestamp, amount = decimal, ok = boolean, n = int64 } }
        event-time = { column = at }
        key        = [user]
        window     = { tumbling = 1m }
        aggregate  = { count = "count()" }
        sink       = { file = "out.ndjson" }

        """;

    public Workbench()
    {
        Directory = System.IO.Directory.CreateTempSubdirectory("node-tests").FullName;
    }

    public string Directory { get; }

    public StopSignals Signals { get; } = new();

    public StringWriter Out { get; } = new() { NewLine = "\n" };

    public StringWriter Error { get; } = new() { NewLine = "\n" };

    public string PathOf(string name) => Path.Combine(Directory, name);

    public Workbench With(string text, string name = FileName)
    {
        File.WriteAllText(PathOf(name), text);
        return this;
    }

    /// <summary>Runs the program; its output is in <see cref="Out"/> and <see cref="Error"/>.</summary>
    public int Run(params string[] args) => NodeApp.Run(
        args,
        new Terminal { Out = Out, Error = Error, CurrentDirectory = Directory, Time = TimeProvider.System },
        Signals);

    /// <summary>Runs the program, and interrupts it once something has happened.</summary>
    public int RunUntil(Func<bool> hasHappened, params string[] args)
    {
        var run = Task.Run(() => Run(args));
        SpinWait.SpinUntil(() => run.IsCompleted || hasHappened());
        Signals.Receive(isInterrupt: true);
        return run.GetAwaiter().GetResult();
    }

    public PipelineFile Load(params string[] set) =>
        PipelineLoader.Load(new PipelineRequest(FileName, set, null, Directory));

    /// <summary>The problems of a file, a line each with its place.</summary>
    public string Problems(params string[] set) =>
        Assert.Throws<ConfigurationException>(() => Load(set)).Message;

    public void Dispose()
    {
        Signals.Dispose();
        System.IO.Directory.Delete(Directory, recursive: true);
    }
}

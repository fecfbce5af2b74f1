using System.CommandLine;
using ActorPipeline.Node.Configuration;
using ActorPipeline.Node.Demo;
using ActorPipeline.Node.Running;
using ActorPipeline.Node.Screens;
using ActorPipeline.Plan;
using ActorPipeline.Sources;

namespace ActorPipeline.Node.Commands;

/// <summary><c>demo</c>: a first look, over a web server's access log.</summary>
internal static class DemoCommand
{
    private const string DirectoryName = "actorpipeline-demo";

    public static Command Create(Terminal terminal, StopSignals signals)
    {
        var log = new Argument<string?>("access.log")
        {
            Description = "A log in Apache's combined format, plain or gzip; a made-up one if left out",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new NodeCommand(
            "demo",
            "Runs a pipeline over a web server's access log, to have a first look",
            $"""
            Writes a pipeline's file into ./{DirectoryName}, runs it from the start, and shows some of the results.

            Examples:
              actorpipeline demo
              actorpipeline demo /var/log/nginx/access.log
            """,
            terminal,
            parsed => Run(parsed.GetValue(log), terminal, signals));
        command.Add(log);
        return command;
    }

    private static int Run(string? log, Terminal terminal, StopSignals signals)
    {
        RequireReadable(log, terminal);
        var name = Path.Combine(DirectoryName, "demo.conf");
        DemoFile.Write(
            Path.GetFullPath(name, terminal.CurrentDirectory),
            log is null ? null : Path.GetFullPath(log, terminal.CurrentDirectory));
        var file = PipelineLoader.Load(new PipelineRequest(name, [], null, terminal.CurrentDirectory));
        var paths = new PathText(terminal.CurrentDirectory);
        terminal.Out.WriteLine(new Diagram(file, paths).Draw());
        terminal.Out.Flush();
        var code = new Runner(file, isFresh: true, terminal, signals).Run();
        if (code == ExitCode.Ok)
        {
            Show(file, paths, terminal);
        }

        return code;
    }

    /// <summary>Before anything is written or shown: a log that can't be read leaves nothing behind.</summary>
    private static void RequireReadable(string? log, Terminal terminal)
    {
        if (log is null)
        {
            return;
        }

        var path = log.Length == 0 ? "" : Path.GetFullPath(log, terminal.CurrentDirectory);
        if (!File.Exists(path))
        {
            throw new SourceException(Directory.Exists(path)
                ? $"{log} is a directory. Name one file of it."
                : $"There is no file '{log}'. Check the path; without one the demo makes a log up.");
        }

        try
        {
            File.OpenRead(path).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceException($"Can't read {log}: {e.Message}", inner: e);
        }
    }

    private static void Show(PipelineFile file, PathText paths, Terminal terminal)
    {
        var results = ((SinkSpec.File)file.Plan.Sink).Path;
        var windows = BusiestWindows.Read(results);
        var output = terminal.Out;
        output.WriteLine();
        if (windows.Count > 0)
        {
            output.WriteLine($"The busiest of {NumberText.Count(windows.Count, "window")}:");
            windows.Print(output);
        }
        else
        {
            output.WriteLine("No window was closed. If the log has another format, the dead letters say so.");
        }

        output.WriteLine(
            $"""
            Where everything is
              the pipeline  {file.Name}
              results       {paths.Of(results)}
              dead letters  {paths.Of(file.Plan.DeadLetterPath)}
              journal       {paths.Of(file.DataDirectory)}

            What to try next
              {terminal.Program} check {file.Name}
                  what the file means, setting by setting, and what it would do to the state that there is now
              {terminal.Program} run {file.Name} --fresh
                  from the start; press Ctrl-C on the way, run it again without --fresh, and it goes on exactly there
              {terminal.Program} run {file.Name} --set window.tumbling=5m
                  a change that the state can't follow is refused, with the ways on
            """);
        if (windows.KeyArguments is { } key)
        {
            output.WriteLine(
                $"""
                  {terminal.Program} state {file.Name} {key}
                      the actor of a key: after a Ctrl-C it has open windows, at the end of the input none
                """);
        }
    }
}

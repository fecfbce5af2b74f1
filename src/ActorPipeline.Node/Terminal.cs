using ActorPipeline.Sinks;

namespace ActorPipeline.Node;

/// <summary>Where a command reads, writes and looks at the clock: the process's, or a test's.</summary>
internal sealed record Terminal
{
    /// <summary>What was asked for.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Progress, warnings and errors.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether <see cref="Error"/> is a terminal that can be drawn on.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>The width and height of the terminal, in characters, now.</summary>
    public Func<(int Width, int Height)> Size { get; init; } = () => (80, 24);

    /// <summary>Where relative paths start.</summary>
    public required string CurrentDirectory { get; init; }

    /// <summary>How the program was called, for commands that a message suggests.</summary>
    public string Program { get; init; } = "actorpipeline";

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The terminal of this process.</summary>
    public static Terminal OfProcess() => new()
    {
        Out = Output(Console.Out),
        Error = new StandardStream(Console.Error, _ => { }),
        IsInteractive = !Console.IsErrorRedirected
            && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb"),
        Size = SizeOfProcess,
        CurrentDirectory = Environment.CurrentDirectory,
        Program = Environment.GetEnvironmentVariable("ACTORPIPELINE_PROGRAM") is { Length: > 0 } program
            ? program
            : "actorpipeline",
        Time = TimeProvider.System,
    };

    private static (int Width, int Height) SizeOfProcess()
    {
        try
        {
            return Console.WindowWidth > 0 ? (Console.WindowWidth, Console.WindowHeight) : (80, 24);
        }
        catch (IOException)
        {
            return (80, 24);
        }
    }

    /// <summary>A standard output whose failure is that of a sink.</summary>
    internal static TextWriter Output(TextWriter stream) => new StandardStream(stream, failure =>
        throw new SinkException(
            $"Can't write the standard output: {failure.Message.TrimEnd('.')}. Send it to where there is room.",
            SinkFault.Denied,
            failure));
}

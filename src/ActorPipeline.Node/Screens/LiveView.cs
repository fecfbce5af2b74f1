using ActorPipeline.Runtime.Hosting;
using Spectre.Console;

namespace ActorPipeline.Node.Screens;

/// <summary>A view on the terminal that is drawn again four times a second.</summary>
internal sealed class LiveView(LiveScreen screen, Terminal terminal)
{
    private const int LeastWidth = 20;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly TerminalPainter _painter = new(terminal.Error);

    /// <summary>Whether a terminal can be drawn on.</summary>
    public static bool IsPossible(Terminal terminal) =>
        Create(new AnsiConsoleOutput(terminal.Error)).Profile.Capabilities.Ansi;

    public void Run(
        Func<PipelineStatus> status, RateMeter meter, ManualResetEventSlim ended, CancellationToken drain)
    {
        using var frame = new StringWriter();
        var console = Create(new AnsiConsoleOutput(frame));
        try
        {
            do
            {
                var now = status();
                meter.Take(now);
                var (width, height) = terminal.Size();
                console.Profile.Width = Math.Max(LeastWidth, width - 1);
                frame.GetStringBuilder().Clear();
                console.Write(screen.Render(now, meter, drain.IsCancellationRequested));
                _painter.Paint(LinesOf(frame), width, height);
            }
            while (!ended.Wait(Interval, CancellationToken.None));
        }
        finally
        {
            _painter.Erase();
        }
    }

    private static IAnsiConsole Create(AnsiConsoleOutput output) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = OperatingSystem.IsWindows() ? AnsiSupport.Detect : AnsiSupport.Yes,
        Out = output,
    });

    private static string[] LinesOf(StringWriter frame) =>
        frame.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}

using ActorPipeline.Hosting;
using ActorPipeline.Node.Running;
using Spectre.Console;

namespace ActorPipeline.Node.Screens;

/// <summary>A view on the terminal that is drawn again four times a second.</summary>
internal sealed class LiveView(LiveScreen screen, Terminal terminal)
{
    private const int LeastWidth = 20;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly StringWriter _frame = new();
    private readonly TerminalPainter _painter = new(terminal.Error);

    /// <summary>Whether a terminal can be drawn on.</summary>
    public static bool IsPossible(Terminal terminal) =>
        Create(new AnsiConsoleOutput(terminal.Error)).Profile.Capabilities.Ansi;

    public void Run(
        Func<PipelineStatus> status, RateMeter meter, ManualResetEventSlim ended, CancellationToken drain)
    {
        var console = Create(new AnsiConsoleOutput(_frame));
        try
        {
            do
            {
                var now = status();
                meter.Take(now);
                var (width, height) = terminal.Size();
                _painter.Paint(Lines(console, now, meter, width, drain), width, height);
            }
            while (!ended.Wait(Interval));
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

    private string[] Lines(
        IAnsiConsole console, PipelineStatus status, RateMeter meter, int width, CancellationToken drain)
    {
        _frame.GetStringBuilder().Clear();
        console.Profile.Width = Math.Max(LeastWidth, width - 1);
        console.Write(screen.Render(status, meter, drain.IsCancellationRequested));
        return _frame.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
    }
}

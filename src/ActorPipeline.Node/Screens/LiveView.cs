using ActorPipeline.Hosting;
using ActorPipeline.Node.Running;
using ActorPipeline.Runtime.Hosting;
using Spectre.Console;

namespace ActorPipeline.Node.Screens;

/// <summary>A view on the terminal that is drawn again four times a second.</summary>
internal sealed class LiveView(LiveScreen screen, Terminal terminal)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    public void Run(
        Func<PipelineStatus> status, RateMeter meter, ManualResetEventSlim ended, CancellationToken drain)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Error) });
        var first = status();
        meter.Take(first);
        console.Live(screen.Render(first, meter, false)).AutoClear(true).Start(context =>
        {
            while (!ended.Wait(Interval))
            {
                var now = status();
                meter.Take(now);
                context.UpdateTarget(screen.Render(now, meter, drain.IsCancellationRequested));
            }
        });
    }
}

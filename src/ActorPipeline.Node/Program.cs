using ActorPipeline.Node;

var terminal = Terminal.OfProcess();
Failures.CatchUnhandled(terminal);
using var signals = StopSignals.OfProcess(terminal.Time);
return Failures.Guard(terminal, () => NodeApp.Run(args, terminal, signals));

using ActorPipeline.Node;

using var signals = StopSignals.OfProcess(TimeProvider.System);
return NodeApp.Run(args, Terminal.OfProcess(), signals);

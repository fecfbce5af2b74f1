using ActorPipeline.Node;

return NodeApp.Run(args, Terminal.OfProcess());

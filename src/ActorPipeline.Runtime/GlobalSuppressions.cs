using System.Diagnostics.CodeAnalysis;

[assembly: SuppressMessage(
    "ApiDesign",
    "RS0030",
    Scope = "member",
    Target = "~M:ActorPipeline.Runtime.Persistence.PersistenceJournalView.Ask("
        + "ActorPipeline.Runtime.Persistence.Plugins.PluginRequest)~"
        + "ActorPipeline.Runtime.Persistence.Plugins.PluginAnswer",
    Justification = "A look at a journal from outside of any run: its caller is a command that waits for the answer.")]
[assembly: SuppressMessage(
    "ApiDesign",
    "RS0030",
    Scope = "member",
    Target = "~M:ActorPipeline.Runtime.Persistence.Copying.JournalCaller.Ask``1(System.Object)~``0",
    Justification = "A copy is a command outside of any run, one step after the other: it waits for each.")]
[assembly: SuppressMessage(
    "ApiDesign",
    "RS0030",
    Scope = "member",
    Target = "~M:ActorPipeline.Runtime.Hosting.PipelineHost.StopActors",
    Justification = "The end of a run on threads, seen from outside of its actors; a stepped run is not ended by it.")]

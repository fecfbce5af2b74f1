using ActorPipeline.Definitions;
using ActorPipeline.Runtime.Regions;
using ActorPipeline.TestKit.Xunit2;
using Akka.Actor;

namespace Samples.Tests.FirstActor;

public sealed class VisitsTests() : ActorPipelineTestKit(Pipeline.Define("visits", "/tmp")
    .FromRequests("visitor")
    .Actor<Visits>()
    .To(Sink.File("visits.ndjson")))
{
    [Fact]
    public void Visits_are_counted_on_after_a_crash()
    {
        Region.Tell(new ActorEnvelope("anna", "/shoes"));
        ExpectMsg(1L);

        Advance(TimeSpan.FromMinutes(1));
        Crash();
        Restart();

        Region.Tell(new ActorEnvelope("anna", "/hats"));
        ExpectMsg(2L);
        Test.ExpectResults("""{"page":"/shoes","visits":1}""", """{"page":"/hats","visits":2}""");
    }
}

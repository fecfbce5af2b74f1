using ActorPipeline.Definitions;
using ActorPipeline.Plan;
using ActorPipeline.TestKit;

namespace Samples.Tests.FraudScore;

public sealed class FraudScoreTests
{
    private static PipelinePlan Scores => Pipeline.Define("fraud-scores")
        .From(Source.ParallelFiles("logins.ndjson", "payments.ndjson"))
        .Decode(Decoder.Json(
            Field.Text("kind"), Field.Time("at"), Field.Text("card"), Field.Text("country"), Field.Decimal("amount")))
        .EventTime("at")
        .KeyBy("card")
        .Actor<Card>()
        .To(Sink.File("scores.ndjson"));

    [Fact]
    public void A_payment_is_scored_by_the_logins_before_it_however_the_files_interleave()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            using var test = new PipelineTest(
                Scores, new PipelineTestOptions { Seed = seed, Partitions = 2, MaxBatchRecords = 2 });
            test.FeedPartition(
                0,
                """{"kind":"login","at":"2026-03-01T10:00:00Z","card":"c1","country":"DE"}""",
                """{"kind":"login","at":"2026-03-01T10:30:00Z","card":"c1","country":"FR"}""",
                """{"kind":"login","at":"2026-03-01T11:00:00Z","card":"c2","country":"DE"}""",
                """{"kind":"login","at":"2026-03-01T16:00:00Z","card":"c2","country":"DE"}""");
            test.FeedPartition(
                1,
                """{"kind":"payment","at":"2026-03-01T10:10:00Z","card":"c1","country":"DE","amount":20}""",
                """{"kind":"payment","at":"2026-03-01T10:40:00Z","card":"c1","country":"DE","amount":30}""",
                """{"kind":"payment","at":"2026-03-01T11:00:00Z","card":"c2","country":"US","amount":4000}""",
                """{"kind":"payment","at":"2026-03-01T15:00:00Z","card":"c2","country":"US","amount":50}""");
            test.Run(seed * 5);
            test.Crash();
            test.RunToEnd();

            test.ExpectResults(
                """{"card":"c1","amount":20,"score":0}""",
                """{"card":"c1","amount":30,"score":70}""",
                """{"card":"c2","amount":4000,"score":100}""",
                """{"card":"c2","amount":50,"score":0}""");
        }
    }
}

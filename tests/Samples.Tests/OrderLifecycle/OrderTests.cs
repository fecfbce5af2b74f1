using ActorPipeline.Definitions;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.TestKit;

namespace Samples.Tests.OrderLifecycle;

public sealed class OrderTests
{
    private static readonly string[] _history =
    [
        """{"order":"o1","at":"2026-03-01T10:00:00Z","what":"placed","amount":12.50}""",
        """{"order":"o2","at":"2026-03-01T10:05:00Z","what":"placed","amount":99}""",
        """{"order":"o1","at":"2026-03-01T10:10:00Z","what":"paid"}""",
        """{"order":"o2","at":"2026-03-01T10:11:00Z","what":"shipped"}""",
        """{"order":"o1","at":"2026-03-01T10:30:00Z","what":"shipped"}""",
        """{"order":"o3","at":"2026-03-01T10:35:30Z","what":"placed","amount":1}""",
        """{"order":"o2","at":"2026-03-01T10:35:40Z","what":"paid"}""",
    ];

    private static readonly string[] _expected =
    [
        """{"order":"o1","status":"placed","amount":12.50}""",
        """{"order":"o1","status":"paid","amount":12.50}""",
        """{"order":"o1","status":"shipped","amount":12.50}""",
        """{"order":"o2","status":"placed","amount":99}""",
        """{"order":"o2","status":"expired","amount":99}""",
        """{"order":"o3","status":"placed","amount":1}""",
    ];

    private static PipelinePlan Orders => Pipeline.Define("orders")
        .From(Source.Files("orders.ndjson"))
        .Decode(Decoder.Json(
            Field.Text("order"), Field.Time("at"), Field.Text("what"), Field.Decimal("amount")))
        .EventTime("at", outOfOrder: TimeSpan.FromSeconds(10))
        .KeyBy("order")
        .Actor<Order>()
        .To(Sink.File("order-status.ndjson"));

    [Fact]
    public void An_order_that_is_not_paid_in_time_expires()
    {
        using var test = new PipelineTest(Orders);
        test.Feed(_history);
        test.RunUntilIdle();
        test.ExpectResults(_expected);
    }

    [Fact]
    public void A_step_that_makes_no_sense_is_a_dead_letter()
    {
        using var test = new PipelineTest(Orders);
        test.Feed(_history);
        test.RunUntilIdle();
        test.ExpectDeadLetters((DeadReason.Failed, _history[3]), (DeadReason.Failed, _history[6]));
        Assert.Contains(
            test.DeadLetters,
            d => d.Detail.EndsWith("an order that is expired can't be paid", StringComparison.Ordinal));
    }

    [Fact]
    public void The_timer_of_an_order_survives_a_crash()
    {
        for (var step = 0; step < 200; step += 5)
        {
            using var test = new PipelineTest(Orders, new PipelineTestOptions { Seed = step, MaxBatchRecords = 2 });
            test.Feed(_history);
            test.Run(step);
            test.Crash();
            test.RunUntilIdle();
            test.ExpectResults(_expected);
        }
    }
}

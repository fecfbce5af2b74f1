using ActorPipeline.Journal;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.TestKit.Simulation.Naive;

namespace ActorPipeline.TestKit.Tests;

/// <summary>A pipeline under test, as a user's test drives it.</summary>
public sealed class PipelineTestScenarios
{
    private static readonly string[] Expected =
    [
        """{"k":"a","window_start":"1970-01-01T00:00:00Z","a0":2,"a1":3}""",
        """{"k":"b","window_start":"1970-01-01T00:00:00Z","a0":1,"a1":5}""",
        """{"k":"a","window_start":"1970-01-01T00:00:01Z","a0":1,"a1":7}""",
    ];

    [Fact]
    public void Time_passes_only_when_the_test_says_so()
    {
        var plan = Plan();
        plan = plan with { EventTime = plan.EventTime! with { IdleTimeout = 10.Seconds() } };
        using var test = new PipelineTest(plan, new PipelineTestOptions { Partitions = 2 });
        test.Feed(Record(1, "a", 1), Record(2_000_000, "a", 2));
        test.RunUntilIdle();
        Assert.Equal(2, test.Status!.Counters.Applied);
        Assert.Empty(test.Results);

        test.Advance(9.Seconds());
        Assert.Empty(test.Results);

        // The other partition has been silent for long enough: it holds the first one back no more.
        test.Advance(2.Seconds());
        test.ExpectResults("""{"k":"a","window_start":0,"a0":1,"a1":1}""");
        test.ExpectDeadLetters();
    }

    [Fact]
    public void Whichever_partition_is_found_silent_first_nobody_holds_back_what_is_there()
    {
        var plan = Plan();
        plan = plan with { EventTime = plan.EventTime! with { IdleTimeout = 10.Seconds() } };
        for (var seed = 0; seed < 20; seed++)
        {
            using var test = new PipelineTest(plan, new PipelineTestOptions { Partitions = 3, Seed = seed });
            test.FeedPartition(1, Record(1, "a", 1), Record(2_000_000, "a", 2));
            test.FeedPartition(2, Record(1_000_000, "a", 3));
            test.Advance(12.Seconds());
            test.ExpectResults(
                """{"k":"a","window_start":0,"a0":1,"a1":1}""", """{"k":"a","window_start":1000000,"a0":1,"a1":3}""");
        }
    }

    [Fact]
    public void A_crash_at_any_step_changes_nothing()
    {
        for (var step = 0; step < 150; step++)
        {
            using var test = Fed(new PipelineTestOptions { Seed = step, MaxBatchRecords = 2 });
            test.Run(step);
            test.Crash();
            test.RunToEnd();
            test.ExpectResults(Expected);
            test.ExpectDeadLetters((DeadReason.Late, Record(1, "late", 0)), (DeadReason.Malformed, "nothing"));
        }
    }

    [Fact]
    public void A_journal_may_fail_in_any_way_at_any_commit()
    {
        Action<PipelineTest>[] faults =
        [
            t => t.Journal.FailNextCommit(3),
            t => t.Journal.FailAfterNextCommit(2),
            t => t.Journal.CrashBeforeNextCommit(),
            t => t.Journal.CrashAfterNextCommit(),
            t => t.Journal.DelayCommits(1.Minutes()),
        ];
        foreach (var fault in faults)
        {
            for (var step = 0; step < 60; step += 3)
            {
                using var test = Fed(new PipelineTestOptions { Seed = step });
                test.Run(step);
                fault(test);
                test.RunToEnd();
                test.ExpectResults(Expected);
                Assert.Equal(0, test.Journal.Waiting);
            }
        }
    }

    [Fact]
    public void A_torn_commit_is_refused()
    {
        using var test = Fed(new PipelineTestOptions());
        test.Journal.TearNextCommit();
        test.RunUntilIdle();
        Assert.Equal(1, test.Crashes);

        var refused = Assert.Throws<JournalException>(test.Start);

        Assert.Equal(JournalFault.Corrupt, refused.Fault);
    }

    [Fact]
    public void A_pipeline_that_waits_says_for_what()
    {
        using var test = Fed(new PipelineTestOptions());
        test.Journal.DelayCommits(1.Hours());
        test.RunUntilIdle();

        var failure = Assert.Throws<PipelineTestException>(() => test.ExpectResults(Expected));

        Assert.Contains("waits for   the journal is away until", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_says_what_was_seen_and_the_seed()
    {
        using var test = Fed(new PipelineTestOptions { Seed = 7 });
        test.RunToEnd();

        var failure = Assert.Throws<PipelineTestException>(() => test.ExpectResults(
            Expected[0],
            """{"k":"b","window_start":"1970-01-01T00:00:00Z","a0":2}""",
            Expected[2],
            """{"k":"z","a0":9,"a1":9}"""));

        Assert.Equal(
            """
            results: 2 of 4 missing, 1 of 3 unexpected
              missing     {"k":"b","window_start":"1970-01-01T00:00:00Z","a0":2}
                          there is one in which a0 is 1, not 2
              missing     {"k":"z","a0":9,"a1":9}
              unexpected  {"k":"b",WINDOW,"a0":1,"a1":5}
              counted     in 6, applied 4, filtered 0, dead 2
              replay it with Seed = 7
            """,
            failure.Message.Replace(
                "\"window_start\":\"1970-01-01T00:00:00Z\",\"window_end\":\"1970-01-01T00:00:01Z\"", "WINDOW",
                StringComparison.Ordinal));
    }

    [Fact]
    public void An_expectation_of_a_column_that_there_is_not_is_the_tests_own_mistake()
    {
        using var test = Fed(new PipelineTestOptions());
        var mistake = Assert.Throws<ArgumentException>(() => test.ExpectResults("""{"user":"a"}"""));
        Assert.Equal("results have no column 'user'; they have k, window_start, window_end, a0, a1", mistake.Message);
    }

    [Fact]
    public void The_same_seed_gives_the_same_run()
    {
        var plan = Plan();
        string[] Order(int seed)
        {
            using var test = new PipelineTest(plan, new PipelineTestOptions { Seed = seed, MaxBatchRecords = 3 });
            test.Feed([.. Enumerable.Range(0, 300).Select(i => Record(i * 20_000, $"k{i % 9}", i))]);
            test.Run(200);
            test.Crash();
            test.RunToEnd();
            return [.. test.Results.Select(r => $"{r.Shard} {r.Sequence} {r}")];
        }

        Assert.Equal(Order(3), Order(3));
        Assert.NotEqual(Order(3), Order(4));
    }

    [Fact]
    public void A_stopped_pipeline_goes_on_with_what_is_fed_later()
    {
        using var test = Fed(new PipelineTestOptions());
        test.Run(10);
        test.Stop();
        Assert.False(test.IsRunning);
        test.Feed(Record(5_000_000, "c", 1));
        test.RunToEnd();
        test.ExpectResults([.. Expected, """{"k":"c","window_start":"1970-01-01T00:00:05Z","a0":1,"a1":1}"""]);
    }

    private static PipelineTest Fed(PipelineTestOptions options)
    {
        var test = new PipelineTest(Plan(), options);
        test.Feed(
            Record(1, "a", 1), Record(500_000, "b", 5), "nothing", Record(900_000, "a", 2), Record(1_500_000, "a", 7),
            Record(1, "late", 0));
        return test;
    }

    private static PipelinePlan Plan() => Plans.Of(new WindowSpec.Tumbling(1_000_000), ["k"], ["count()", "sum(i)"]);

    private static string Record(long timeUs, string key, int i) => $$"""{"t":{{timeUs}},"k":"{{key}}","i":{{i}}}""";
}

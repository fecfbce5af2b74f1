using ActorPipeline.Node.Screens;
using ActorPipeline.Plan;
using ActorPipeline.TestKit;

namespace ActorPipeline.Node.Testing;

/// <summary>
/// Runs a case several times: with seed 0 as the file says; with any other with other batches, sizes and intervals, and
/// with crashes in between. The answer must always be the same.
/// </summary>
internal sealed class CaseRunner(PipelinePlan plan, int firstSeed, int runs)
{
    /// <summary>Runs it; null when all is as expected, else what is not.</summary>
    public string? Run(TestCase test)
    {
        for (var run = 0; run < runs; run++)
        {
            if (RunOnce(test, firstSeed + run) is { } failure)
            {
                return failure;
            }
        }

        return null;
    }

    private string? RunOnce(TestCase test, int seed)
    {
        var isVaried = seed != 0;
        var random = new Random(seed);
        var varied = isVaried ? plan with { Engine = EngineVariation.Draw(plan.Engine, random) } : plan;
        var options = new PipelineTestOptions
        {
            Seed = seed,
            Replay = $"replay it with --seed {seed} --runs 1",
            Partitions = test.Partitions.Count,
            MaxBatchRecords = isVaried ? random.Next(1, 8) : 50,
        };
        using var pipeline = new PipelineTest(varied, options);
        for (var i = 0; i < test.Partitions.Count; i++)
        {
            pipeline.FeedPartition(i, test.Partitions[i]);
        }

        pipeline.EndInput();
        try
        {
            for (var crashes = isVaried ? random.Next(4) : 0; crashes > 0; crashes--)
            {
                pipeline.Run(random.Next(100));
                pipeline.Crash();
            }

            pipeline.RunToEnd();
            pipeline.ExpectResults(test.Results, test.IsOrdered);
            pipeline.ExpectDeadLetters(test.DeadLetters);
            Expect(test.Filtered, pipeline.Status!.Counters.Filtered);
            return null;
        }
        catch (PipelineTestException failure)
        {
            return isVaried
                ? $"{failure.Message}\n  that is with other batches, sizes and intervals, and "
                    + NumberText.Count(pipeline.Crashes, "crash", "crashes")
                : failure.Message;
        }
    }

    private static void Expect(long? filtered, long actual)
    {
        if (filtered is { } expected && expected != actual)
        {
            throw new PipelineTestException($"filtered: {NumberText.Count(actual, "record")}, not {expected}");
        }
    }
}

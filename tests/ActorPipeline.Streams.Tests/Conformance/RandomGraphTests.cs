using ActorPipeline.Streams.Tests.Harness;

namespace ActorPipeline.Streams.Tests.Conformance;

/// <summary>
/// Graphs drawn from a seed, several operators deep, run in orders of steps drawn from it too, and ended in some way at
/// some time. Whatever happens, the rules hold and nothing is left; and what comes out is what came in.
/// </summary>
public sealed class RandomGraphTests
{
    private const int GraphsPerCase = 40;

    private static readonly Operator[] Operators =
        [.. OperatorCatalog.All.Values.Where(o => o.Name is not ("aggregate" or "conflate" or "buffer that drops"))];

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, 12)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_goes_in_comes_out(int number) => ForSeeds(number, (seed, random) =>
    {
        var world = new World(seed, 1 + random.Next(64));
        var count = random.Next(300);
        var (source, keepsOrder, _) = Draw(random, Source.Range(0, count));
        var items = world.ListOf(source);
        Assert.Equal(Enumerable.Range(0, count), keepsOrder ? items : items.Order());
    });

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_failure_comes_out_whatever_is_between(int number) => ForSeeds(number, (seed, random) =>
    {
        var world = new World(seed, 1 + random.Next(64));
        var cause = new IOException();
        var (source, _, _) = Draw(random, Source.Range(0, random.Next(300)).Concat(Source.Failed<int>(cause)));
        Assert.Same(cause, world.FailureOf(source).Failure);
    });

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_ends_in_whatever_way_and_leaves_nothing(int number) => ForSeeds(number, (seed, random) =>
    {
        var world = new World(seed, 1 + random.Next(64));
        var (source, _, _) = Draw(random, Source.Unfold(0, n => (true, n + 1, n)));
        var most = random.Next(4) == 0 ? random.Next(100) : int.MaxValue;
        var graph = source.Take(most).To(Sink.Ignore<int>()).Run(world.Runtime);
        for (var steps = random.Next(200); steps > 0; steps--)
        {
            world.Scheduler.Step();
        }

        var isStop = random.Next(2) == 0;
        if (isStop)
        {
            graph.Stop();
        }
        else
        {
            graph.Abort();
        }

        world.Settle();
        Assert.True(graph.Completion.IsCompletedSuccessfully || (!isStop && graph.Completion.IsCanceled));
        world.AssertNothingLeft();
    });

    [Fact]
    public async Task On_threads_it_is_the_same()
    {
        foreach (var seed in Enumerable.Range(0, 60))
        {
            var random = new Random(seed);
            var rules = new RuleInspector();
            var runtime = new StreamRuntime(TimeProvider.System)
            {
                Inspector = rules, TurnElements = 1 + random.Next(64),
            };
            var count = random.Next(2000);
            var (source, keepsOrder, names) = Draw(random, Source.Range(0, count));
            var run = source.RunAsync(Sink.ToList<int>(), runtime);
            var items = await WithNames(run, $"seed {seed}: {names}");
            Assert.Equal(Enumerable.Range(0, count), keepsOrder ? items : items.Order());
            rules.AssertKept();
            Assert.Equal((0, 0), (runtime.OpenGraphs, runtime.OpenIslands));
        }
    }

    private static async Task<T> WithNames<T>(Task<T> run, string names)
    {
        try
        {
            return await run.WaitAsync(TimeSpan.FromSeconds(30));
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException(names, failure);
        }
    }

    private static (Source<int> Source, bool KeepsOrder, string Names) Draw(Random random, Source<int> source)
    {
        var (keepsOrder, names) = (true, new List<string>());
        for (var depth = random.Next(1, 7); depth > 0; depth--)
        {
            var op = Operators[random.Next(Operators.Length)];
            source = op.Apply(source);
            keepsOrder &= op.KeepsOrder;
            names.Add(op.Name);
        }

        return (source, keepsOrder, string.Join(", ", names));
    }

    private static void ForSeeds(int number, Action<int, Random> check)
    {
        for (var i = 0; i < GraphsPerCase; i++)
        {
            var seed = (number * GraphsPerCase) + i;
            var random = new Random(seed);
            try
            {
                check(seed, random);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"seed {seed}: {failure.Message}", failure);
            }
        }
    }
}

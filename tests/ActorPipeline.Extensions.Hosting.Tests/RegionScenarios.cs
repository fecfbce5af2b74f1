using ActorPipeline.Actors;
using ActorPipeline.Definitions;
using ActorPipeline.Runtime.Regions;
using Akka;
using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ActorPipeline.Extensions.Hosting.Tests;

/// <summary>A pipeline's actors as an actor: told envelopes by other actors, asked from outside.</summary>
public sealed class RegionScenarios : IDisposable
{
    private readonly HostBench _bench = new();

    [Fact]
    public async Task An_answer_is_on_disk_and_the_actor_goes_on_from_it()
    {
        using (var host = _bench.Host(a => a.WithActorPipeline(_bench.Counters())))
        {
            await host.StartAsync();
            var counters = host.Services.GetRequiredService<IRequiredActor<Counter>>().ActorRef;
            Assert.Equal(3, await counters.Ask<long>(new ActorEnvelope("a", 3L), HostBench.Patience));

            // Nothing is drained: the system is gone, whatever it was about to do.
            CopyTo("crashed");
            await host.StopAsync();
        }

        using var again = _bench.Host(a => a.WithActorPipeline(
            _bench.Counters(), o => o.DataDirectory = "crashed/data"));
        File.Copy(_bench.PathOf("crashed/counters.ndjson"), _bench.PathOf("counters.ndjson"), overwrite: true);
        await again.StartAsync();
        var region = again.Services.GetRequiredService<IRequiredActor<Counter>>().ActorRef;
        Assert.Equal(5, await region.Ask<long>(new ActorEnvelope("a", 2L, ExpectedVersion: 1), HostBench.Patience));
        await again.StopAsync();
    }

    [Fact]
    public async Task An_actor_that_tells_is_answered_in_order_by_the_region()
    {
        using var host = _bench.Host(a => a.WithActorPipeline(_bench.Counters()));
        await host.StartAsync();
        var system = HostBench.SystemOf(host);
        var answers = new TaskCompletionSource<IReadOnlyList<object>>();
        system.ActorOf(Props.Create(() => new Teller(ActorRegistry.For(system).Get<Counter>(), 100, answers)));

        var sums = await answers.Task.WaitAsync(HostBench.Patience);

        Assert.Equal(Enumerable.Range(1, 100).Select(n => (object)(long)n), sums);
        await host.StopAsync();
    }

    [Fact]
    public async Task An_envelope_that_can_not_be_handled_is_answered_with_the_reason()
    {
        using var host = _bench.Host(a => a.WithActorPipeline(_bench.Counters()));
        await host.StartAsync();
        var region = HostBench.PipelineOf(host).RegionRef;
        await region.Ask<long>(new ActorEnvelope("a", 1L), HostBench.Patience);

        var wrong = await Assert.ThrowsAsync<ArgumentException>(
            () => region.Ask<long>(new ActorEnvelope("a", "one"), HostBench.Patience));
        Assert.Equal("actor Counter of pipeline 'counters' is told Int64, not String", wrong.Message);
        await Assert.ThrowsAsync<VersionConflictException>(
            () => region.Ask<long>(new ActorEnvelope("a", 1L, ExpectedVersion: 7), HostBench.Patience));
        await host.StopAsync();

        var late = Assert.Throws<PipelineNotRunningException>(HostBench.PipelineOf(host).Region<long>);
        Assert.Equal("pipeline 'counters' was stopped", late.Message);
    }

    [Fact]
    public async Task After_its_end_a_pipeline_in_a_living_system_says_so_to_senders()
    {
        await File.WriteAllTextAsync(_bench.PathOf("in.ndjson"), "{\"k\":\"a\",\"n\":1}\n");
        var plan = Pipeline.Define("job", _bench.Directory)
            .From(Source.Files("in.ndjson"))
            .Decode(Decoder.Json(Field.Text("k"), Field.Int64("n")))
            .KeyBy("k").Actor<Counter>().To(Sink.File("out.ndjson"));
        using var host = _bench.Host(a => a.WithActorPipeline(plan));
        await host.StartAsync();
        var job = HostBench.PipelineOf(host, "job");
        Assert.Equal(HostedPipelineState.Completed, await job.Completion.WaitAsync(HostBench.Patience));

        var closed = await Assert.ThrowsAsync<PipelineNotRunningException>(
            () => job.RegionRef.Ask<long>(new ActorEnvelope("a", 1L), HostBench.Patience));

        Assert.Equal("pipeline 'job' has come to the end of its input", closed.Message);
        await host.StopAsync();
    }

    [Fact]
    public async Task Two_pipelines_of_one_class_of_actors_need_two_keys()
    {
        using var host = _bench.Host(a => a
            .WithActorPipeline(_bench.Counters("one"))
            .WithActorPipeline(_bench.Counters("two")));
        await host.StartAsync();
        var two = HostBench.PipelineOf(host, "two");
        Assert.Equal(HostedPipelineState.Failed, await two.Completion.WaitAsync(HostBench.Patience));
        Assert.Equal(
            "pipeline 'two': the ActorRegistry has another actor under Counter; say under what else to register this "
            + "one: WithActorPipeline(plan, o => o.RegistryKey = typeof(...))",
            two.Failure!.Message);
        Assert.Equal(1, await HostBench.PipelineOf(host, "one").RegionRef
            .Ask<long>(new ActorEnvelope("a", 1L), HostBench.Patience));
        await host.StopAsync();
    }

    [Fact]
    public async Task A_plan_of_another_name_is_a_failure_of_its_pipeline()
    {
        using var host = _bench.Host(a => a.WithActorPipeline("one", _ => _bench.Counters("two")));
        await host.StartAsync();
        var one = HostBench.PipelineOf(host, "one");
        Assert.Equal(HostedPipelineState.Failed, await one.Completion.WaitAsync(HostBench.Patience));
        Assert.Equal("the plan of pipeline 'one' is named 'two'; give both one name", one.Failure!.Message);
        Assert.Equal(
            "this actor system hosts no pipeline 'three'; it hosts: one",
            Assert.Throws<KeyNotFoundException>(() => HostBench.PipelineOf(host, "three")).Message);
        await host.StopAsync();
    }

    public void Dispose() => _bench.Dispose();

    private void CopyTo(string folder)
    {
        var source = _bench.PathOf("data/counters");
        var target = Directory.CreateDirectory(_bench.PathOf($"{folder}/data")).FullName;
        foreach (var file in Directory.GetFiles(source, "journal*"))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }

        File.Copy(_bench.PathOf("counters.ndjson"), _bench.PathOf($"{folder}/counters.ndjson"));
    }

    /// <summary>Tells a counter one, again and again, and collects what it gets.</summary>
    private sealed class Teller : UntypedActor
    {
        private readonly TaskCompletionSource<IReadOnlyList<object>> _answers;
        private readonly List<object> _got = [];
        private readonly int _count;

        public Teller(IActorRef region, int count, TaskCompletionSource<IReadOnlyList<object>> answers)
        {
            (_answers, _count) = (answers, count);
            for (var i = 0; i < count; i++)
            {
                region.Tell(new ActorEnvelope("a", 1L));
            }
        }

        protected override void OnReceive(object message)
        {
            _got.Add(message);
            if (_got.Count == _count)
            {
                _answers.SetResult(_got);
            }
        }
    }
}

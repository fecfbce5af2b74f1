using System.Globalization;
using ActorPipeline.Plan;
using ActorPipeline.Runtime.Hosting;
using ActorPipeline.Runtime.Persistence;
using ActorPipeline.Sql;
using Akka.Actor;
using Akka.Configuration;
using Akka.Hosting;

namespace ActorPipeline.Extensions.Hosting;

/// <summary>Adds pipelines to an actor system that a host runs: <c>services.AddAkka("shop", akka => ...)</c>.</summary>
public static class ActorPipelineBuilder
{
    private static readonly EngineOptions _defaults = new();

    /// <summary>
    /// Runs a pipeline in the host's actor system: from its start, until its input ends or the host stops, which
    /// drains it. <see cref="ActorPipelines.Of"/> gives it by name. Its actors are in the <see cref="ActorRegistry"/>
    /// as one <see cref="IActorRef"/> under their class, which takes an <see cref="Runtime.Regions.ActorEnvelope"/>
    /// for any of them. Adds a health check of its name: healthy while it runs, degraded while it waits for journal
    /// or sink, unhealthy after a failure.
    /// </summary>
    /// <param name="akka">
    /// The actor system to be. Its dispatchers get as many threads as the plan asks for, at least.
    /// </param>
    /// <param name="plan">The pipeline.</param>
    /// <param name="configure">Sets options; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// There is a pipeline of that name already, or one with another database.
    /// </exception>
    public static AkkaConfigurationBuilder WithActorPipeline(
        this AkkaConfigurationBuilder akka, PipelinePlan plan, Action<ActorPipelineOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Add(akka, plan.Name, _ => plan, plan.Engine, configure);
    }

    /// <summary>
    /// Runs a pipeline whose plan needs the actor system, for example because its results go to one of its actors.
    /// </summary>
    /// <param name="akka">The actor system to be.</param>
    /// <param name="name">The pipeline's name.</param>
    /// <param name="plan">
    /// Makes the plan, which has that name, when those actors are there that were added before. Where it fails, the
    /// pipeline does.
    /// </param>
    /// <param name="configure">Sets options; null for the defaults.</param>
    /// <exception cref="ArgumentException">There is a pipeline of that name already.</exception>
    public static AkkaConfigurationBuilder WithActorPipeline(
        this AkkaConfigurationBuilder akka,
        string name,
        Func<ActorSystem, PipelinePlan> plan,
        Action<ActorPipelineOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(plan);
        return Add(akka, name, plan, _defaults, configure);
    }

    private static AkkaConfigurationBuilder Add(
        AkkaConfigurationBuilder akka,
        string name,
        Func<ActorSystem, PipelinePlan> plan,
        EngineOptions engine,
        Action<ActorPipelineOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(akka);
        if (akka.Setups.OfType<PipelinesSetup>().SingleOrDefault() is not { } setup)
        {
            setup = new PipelinesSetup();
            akka.AddSetup(setup);
            akka.AddHocon(AkkaSettings.Dispatchers(engine.LoopThreads, engine.IngestThreads), HoconAddMode.Append);
        }

        if (setup.Pipelines.Any(p => p.Name == name))
        {
            throw new ArgumentException($"there is a pipeline '{name}' already; choose another name", nameof(name));
        }

        var options = new ActorPipelineOptions();
        configure?.Invoke(options);
        AddJournal(akka, setup, options.Journal);
        setup.Pipelines.Add(new PipelineRegistration(name, plan, options));
        Raise(akka, "actorpipeline.shard-dispatcher.dedicated-thread-pool.thread-count", engine.LoopThreads);
        Raise(akka, "actorpipeline.ingest-dispatcher.dedicated-thread-pool.thread-count", engine.IngestThreads);
        RaiseStop(akka, options.DrainTimeout + HostedPipeline.LongestAbort);
        return akka
            .WithHealthCheck(name, new PipelineHealthCheck(name), tags: ["actor-pipeline"])
            .StartActors((system, registry) => ActorPipelines.Of(system).Find(name).Start(registry));
    }

    private static void AddJournal(AkkaConfigurationBuilder akka, PipelinesSetup setup, JournalSpec journal)
    {
        if (journal is not JournalSpec.Persistence database)
        {
            return;
        }

        if (setup.Pipelines.Select(p => p.Options.Journal).OfType<JournalSpec.Persistence>().FirstOrDefault() is
            { } other && other != database)
        {
            throw new ArgumentException(
                $"another pipeline of this actor system keeps its state in {other.Description}, this one in "
                + $"{database.Description}; an actor system has one database", nameof(journal));
        }

        akka.AddHocon(JournalAccess.Configuration(database), HoconAddMode.Append);
    }

    private static void Raise(AkkaConfigurationBuilder akka, string path, int least)
    {
        if (Configured(akka).GetInt(path) < least)
        {
            Set(akka, path, least.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>
    /// A system that shuts down must wait for its pipelines, which themselves wait no longer than they may.
    /// </summary>
    private static void RaiseStop(AkkaConfigurationBuilder akka, TimeSpan least)
    {
        var path = $"akka.coordinated-shutdown.phases.{CoordinatedShutdown.PhaseServiceStop}.timeout";
        if (Configured(akka).GetTimeSpan(path, TimeSpan.Zero) < least)
        {
            Set(akka, path, string.Create(CultureInfo.InvariantCulture, $"{least.TotalMilliseconds:0} ms"));
        }
    }

    private static Config Configured(AkkaConfigurationBuilder akka) => akka.Configuration.GetOrElse(Config.Empty);

    private static void Set(AkkaConfigurationBuilder akka, string path, string value) =>
        akka.AddHocon(ConfigurationFactory.ParseString($"{path} = {value}"), HoconAddMode.Prepend);
}

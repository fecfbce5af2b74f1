using Akka.Actor;
using Akka.Configuration;

namespace ActorPipeline.Runtime.Hosting;

/// <summary>What the runtime needs of an actor system's configuration.</summary>
internal static class AkkaSettings
{
    /// <summary>
    /// The dispatchers of a pipeline's actors, for the configuration of an actor system that is to host some.
    /// </summary>
    /// <param name="shardThreads">Threads that run shards.</param>
    /// <param name="ingestThreads">Threads that read, decode and route.</param>
    public static Config Dispatchers(int shardThreads, int ingestThreads) => ConfigurationFactory.ParseString(
        $$"""
        actorpipeline {
          shard-dispatcher {
            type = ForkJoinDispatcher
            # One batch a turn: all shards come to a batch while it is in the caches.
            throughput = 1
            dedicated-thread-pool { thread-count = {{shardThreads}}, threadtype = background }
          }
          ingest-dispatcher {
            type = ForkJoinDispatcher
            throughput = 5
            dedicated-thread-pool { thread-count = {{ingestThreads}}, threadtype = background }
          }
          blocking-dispatcher {
            type = PinnedDispatcher
            throughput = 100
          }
        }
        """);

    /// <summary>A system that says nothing by itself and ends when it is told to.</summary>
    public static Config Quiet { get; } = ConfigurationFactory.ParseString(
        """
        akka {
          loggers = []
          loglevel = OFF
          stdout-loglevel = OFF
          log-dead-letters = off
          log-dead-letters-during-shutdown = off
          coordinated-shutdown { run-by-clr-shutdown-hook = off, exit-clr = off }
        }
        """);

    /// <summary>A system for one process that runs a pipeline and nothing else.</summary>
    internal static ActorSystem CreateSystem(string name, int shardThreads, int ingestThreads) =>
        ActorSystem.Create(name, Quiet.WithFallback(Dispatchers(shardThreads, ingestThreads)));
}

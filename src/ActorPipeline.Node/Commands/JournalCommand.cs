using System.CommandLine;
using ActorPipeline.Journal;
using ActorPipeline.Node.Configuration;
using ActorPipeline.Node.Screens;
using ActorPipeline.Plan;
using ActorPipeline.Runtime.Persistence;
using ActorPipeline.Runtime.Persistence.Copying;
using ActorPipeline.Sql;

namespace ActorPipeline.Node.Commands;

/// <summary><c>journal copy</c>: brings a pipeline's state from one journal to another.</summary>
internal static class JournalCommand
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    public static Command Create(Terminal terminal, StopSignals signals)
    {
        var from = new Argument<string>("FROM") { Description = "The pipeline's file whose journal has its state" };
        var to = new Argument<string>("TO") { Description = "The pipeline's file whose journal is to have it" };
        var copy = new NodeCommand(
            "copy",
            "Copies a pipeline's state to another journal",
            """
            Copies everything that the journal of FROM has of the pipeline to the empty journal of TO, and compares it
            block by block. Nothing is changed in the journal of FROM, and the pipeline can't be run meanwhile. A copy
            that was not finished goes on when it is started again; until then nothing runs on it.

            Afterwards run TO, from where FROM was: not both, or everything happens twice.

            Example:
              actorpipeline journal copy shop.conf shop-on-postgresql.conf
            """,
            terminal,
            parsed => Copy(
                Load(parsed.GetValue(from)!, terminal), Load(parsed.GetValue(to)!, terminal), terminal, signals));
        copy.Add(from);
        copy.Add(to);
        return new Command("journal", "What can be done with a pipeline's journal: copy") { copy };
    }

    private static PipelineFile Load(string file, Terminal terminal) =>
        PipelineLoader.Load(new PipelineRequest(file, [], null, terminal.CurrentDirectory));

    private static int Copy(PipelineFile from, PipelineFile to, Terminal terminal, StopSignals signals)
    {
        var paths = new PathText(terminal.CurrentDirectory);
        if (from.Journal == to.Journal
            && (from.Journal is JournalSpec.Persistence || from.DataDirectory == to.DataDirectory))
        {
            throw new UsageException(
                $"{from.Name} and {to.Name} have the same journal. Name another one in {to.Name}.");
        }

        if (!JournalAccess.Exists(from.Journal, from.DataDirectory))
        {
            throw new UsageException($"There is no state in {paths.Of(from.DataDirectory)} to copy.");
        }

        using var held = DataDirectory.Open(from.DataDirectory);
        using var target = to.DataDirectory == from.DataDirectory ? null : DataDirectory.Open(to.DataDirectory);
        using var source = JournalAccess.Look(from.Journal, from.DataDirectory, from.Plan.Name);
        var shards = ShardsOf(source.Reads, to, paths);
        using var journal = JournalAccess.Open(to.Journal, to.DataDirectory, to.Plan.Name, shards);
        try
        {
            var last = terminal.Time.GetTimestamp();
            var copied = new JournalCopy(source.Reads, journal.Reads, journal.Actor)
            {
                OnProgress = progress =>
                {
                    if (terminal.Time.GetElapsedTime(last) >= Interval)
                    {
                        last = terminal.Time.GetTimestamp();
                        terminal.Error.WriteLine(
                            $"{progress.Shards} of {NumberText.Count(shards, "shard")}, {Of(progress)}");
                    }
                },
            }.Run(signals.Drain);
            Say(copied, source.Reads.Description, journal.Reads.Description, to, terminal);
            return ExitCode.Ok;
        }
        catch (OperationCanceledException)
        {
            terminal.Error.WriteLine(
                "Stopped. Start it again, and it goes on where it was; until then nothing runs there.");
            return ExitCode.Interrupted;
        }
    }

    /// <summary>The shards of a state, which the file that is to go on with it must be able to carry on.</summary>
    private static int ShardsOf(IJournal source, PipelineFile to, PathText paths)
    {
        var changes = PlanIdentity.ChangesIn(source, to.Plan) ?? [];
        return changes.All(c => c.IsAllowed)
            ? to.Plan.ShardCount
            : throw new PlanRefusedException(paths.Of(to.Name), changes);
    }

    private static void Say(CopyProgress copied, string from, string to, PipelineFile file, Terminal terminal)
    {
        var before = copied.Found > 0 ? $", {copied.Found} of them before" : "";
        terminal.Out.WriteLine(
            $"""
            Copied {file.Plan.Name}: {NumberText.Count(copied.Shards, "shard")}{before}, {Of(copied)}.
              from  {from}
              to    {to}
            All of it was read back and compared. Run {file.Name} from now on; what it was copied from is as it was.
            """);
    }

    private static string Of(CopyProgress progress) =>
        $"{NumberText.Count(progress.Commits, "commit")} with {NumberText.Count(progress.Blocks, "block")}, "
        + $"{NumberText.Count(progress.Pages, "page")}, {NumberText.Bytes(progress.Bytes)}";
}

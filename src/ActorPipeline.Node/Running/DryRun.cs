using ActorPipeline.Journal;
using ActorPipeline.Node.Configuration;
using ActorPipeline.Plan;
using ActorPipeline.Sinks;
using ActorPipeline.Sources;
using ActorPipeline.Sql;

namespace ActorPipeline.Node.Running;

/// <summary>
/// All that a run would refuse, found before it touches anything: by <c>check</c>, which stops there, and by <c>run</c>
/// itself, which with <c>--fresh</c> begins by removing what there is.
/// </summary>
internal static class DryRun
{
    /// <summary>Returns when a run could begin.</summary>
    /// <exception cref="ConfigurationException">The file says what can't be; with the place where it does.</exception>
    /// <remarks>What is wrong elsewhere, such as a missing input, is thrown as a run does.</remarks>
    public static void Check(PipelineFile file, bool isFresh, Terminal terminal)
    {
        try
        {
            PipelineSession.Rehearse(file.Plan, file.DataDirectory, new PipelineSessionOptions
            {
                Journal = file.Journal,
                Console = terminal.Out,
                OverwriteOutputs = isFresh,
                Time = terminal.Time,
            });
        }
        catch (JournalException e) when (e.Fault == JournalFault.ReadOnly)
        {
            throw Problem(file, "data-dir", e.Message);
        }
        catch (JournalException) when (!isFresh)
        {
            // Whoever opens the journal in earnest says more of what is wrong with it; nothing is removed before.
        }
        catch (SinkException e) when (e.Fault == SinkFault.Denied)
        {
            var results = file.Plan.Sink is SinkSpec.Sqlite ? "sink.sqlite" : "sink.file";
            var isDeadLetters = e.Message.Contains(file.Plan.DeadLetterPath, StringComparison.Ordinal);
            throw Problem(file, isDeadLetters ? "dead-letters.file" : results, e.Message);
        }
        catch (SourceException) when (Folder(file.Plan.Source) is { } folder)
        {
            var example = Path.Join(folder, "*");
            throw Problem(
                file, "source.files", $"{folder} is a directory; name the files in it, for example {example}");
        }
        catch (ArgumentException e)
        {
            throw Problem(file, "", e.Message);
        }
    }

    private static string? Folder(SourceSpec source) =>
        (source as FilesSourceSpec)?.Paths.FirstOrDefault(Directory.Exists);

    private static ConfigurationException Problem(PipelineFile file, string setting, string text) =>
        new([new ConfigProblem(file.OriginOf(setting), setting, text)]);
}

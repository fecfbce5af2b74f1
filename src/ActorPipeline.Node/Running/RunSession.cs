using ActorPipeline.Node.Configuration;
using ActorPipeline.Node.Screens;
using ActorPipeline.Sql;

namespace ActorPipeline.Node.Running;

/// <summary>Opens the session of a file, and says what that changes.</summary>
internal static class RunSession
{
    /// <inheritdoc cref="PipelineSession.Open" />
    public static PipelineSession Open(PipelineFile file, bool isFresh, Terminal terminal)
    {
        var paths = new PathText(terminal.CurrentDirectory);
        return PipelineSession.Open(file.Plan, file.DataDirectory, new PipelineSessionOptions
        {
            Journal = file.Journal,
            DirectoryName = paths.Of(file.DataDirectory),
            Console = terminal.Out,
            OverwriteOutputs = isFresh,
            OnHeld = () => Say(terminal, "Removed", isFresh ? FreshStart.Remove(file, paths) : []),
            OnReset = database => Say(terminal, "Removed", [$"the state in {database}; what it was stays there in rows "
                + $"that nothing reads any more, whose persistence_id begins with {file.Plan.Name}/"]),
            OnChanged = changes =>
                Say(terminal, "Changed", [.. changes.Select(c => $"{c.Subject}: {c.Difference} ({c.Effect})")]),
            Time = terminal.Time,
        });
    }

    private static void Say(Terminal terminal, string what, IReadOnlyList<string> lines)
    {
        foreach (var line in lines)
        {
            terminal.Error.WriteLine($"{what}: {line}");
        }
    }
}

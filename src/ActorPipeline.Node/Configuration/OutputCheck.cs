using ActorPipeline.Definitions;
using ActorPipeline.Plan;
using ActorPipeline.Sql;

namespace ActorPipeline.Node.Configuration;

/// <summary>
/// Refuses outputs that would be read as input, written over by another output, or in the place of a file that the
/// pipeline lives on: <c>--fresh</c> removes outputs.
/// </summary>
internal static class OutputCheck
{
    private const string DeadLetters = "dead-letters.file";

    public static void Run(
        BindContext context, SourceSpec? source, SinkSpec? sink, string deadLetters, string dataDirectory)
    {
        (string Setting, string? Path) results = sink switch
        {
            SinkSpec.File file => ("sink.file", file.Path),
            SinkSpec.Sqlite sqlite => ("sink.sqlite", sqlite.Database),
            _ => default,
        };
        foreach (var (setting, path) in ((string, string?)[])[results, (DeadLetters, deadLetters)])
        {
            if (path == context.FilePath)
            {
                Problem(context, setting, "that is the pipeline's own file; name another one");
            }

            if (Path.GetDirectoryName(path) == dataDirectory && DataDirectory.IsItsOwn(Path.GetFileName(path)!))
            {
                Problem(context, setting, $"that is a file of the data directory {dataDirectory}; name another one");
            }
        }

        foreach (var (isDeadLetters, text) in OutputPaths.Problems(source, sink, deadLetters))
        {
            Problem(context, isDeadLetters ? DeadLetters : results.Setting, text);
        }
    }

    private static void Problem(BindContext context, string setting, string text)
    {
        var origin = context.Settings.LastOrDefault(s => s.Path == setting)?.Origin ?? context.File;
        context.Problem(Reference.IsOrigin(origin) ? context.File : origin, setting, text);
    }
}

using ActorPipeline.Hocon;
using ActorPipeline.Plan;

namespace ActorPipeline.Node.Configuration;

/// <summary>Reads <c>source</c>.</summary>
internal static class SourceBinder
{
    private const string Example = "source = { files = [\"access.log\"] }";

    /// <summary>The source; null, with a problem, where there is none. It still lacks the record limit.</summary>
    public static SourceSpec? Bind(Section root)
    {
        if (root.Peek("source") is HoconString name)
        {
            root.Context.Use("source", name);
            if (name.Value == "stdin")
            {
                return new StdinSourceSpec { BatchBytes = BatchBytes(root.DefaultsOf("source")) };
            }

            root.Context.Problem(name.Origin, "source", $"there is no source '{name.Value}'; for example {Example}");
            return null;
        }

        var source = root.Child("source");
        SourceSpec? spec = source.OneOf(Example, "files", "stdin", "generator") switch
        {
            "files" => Files(source),
            "stdin" => source.Flag("stdin") ? new StdinSourceSpec() : Off(source),
            "generator" => GeneratorBinder.Bind(source.Child("generator")),
            _ => null,
        };
        source.Peek("parallel");
        var batchBytes = BatchBytes(source);
        source.RejectUnknownKeys();
        return spec is null ? null : spec with { BatchBytes = batchBytes };
    }

    private static int BatchBytes(Section source) => (int)source.Bytes("batch-bytes", 4096, 64 << 20);

    private static FilesSourceSpec? Files(Section source)
    {
        var value = source.Peek("files")!;
        source.Context.Use(source.PathOf("files"), value);
        var paths = source.Convert("files", value, v => Paths(source.Context, v));
        var parallel = source.Flag("parallel");
        if (paths is { Count: 0 })
        {
            source.Context.Problem(value.Origin, "source.files", "the list is empty; name at least one file");
            return null;
        }

        return paths is null ? null : new FilesSourceSpec(paths, parallel, source.Context.FileDirectory);
    }

    private static List<string> Paths(BindContext context, HoconValue value)
    {
        var items = value is HoconString ? [value] : value.AsArray().Items;
        return [.. items.Select(item => context.FullPath(item.AsString(), item.Origin))];
    }

    private static StdinSourceSpec? Off(Section source)
    {
        source.Context.Problem(
            source.Peek("stdin")!.Origin, "source.stdin", $"false is no source; for example {Example}");
        return null;
    }
}

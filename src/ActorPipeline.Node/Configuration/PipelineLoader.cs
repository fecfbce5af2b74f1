using ActorPipeline.Hocon;

namespace ActorPipeline.Node.Configuration;

/// <summary>Lays the command line over the file, resolves, and binds.</summary>
internal static class PipelineLoader
{
    /// <exception cref="ConfigurationException">The file can't be run; it holds all reasons.</exception>
    public static PipelineFile Load(PipelineRequest request)
    {
        var file = HoconOrigin.Named(request.File);
        HoconObject root;
        try
        {
            var document = HoconDocument.ParseFile(
                Path.GetFullPath(request.File, request.CurrentDirectory),
                new HoconParseOptions { Description = request.File });
            foreach (var setting in request.Set)
            {
                document = Override(document, setting);
            }

            if (request.DataDirectory is { } directory)
            {
                if (string.IsNullOrWhiteSpace(directory))
                {
                    throw new HoconException(
                        HoconOrigin.Named(CommandLine.DataDirLabel), "it is empty; name a directory");
                }

                document = document.WithOverride("data-dir", Quote(directory), CommandLine.DataDirLabel);
            }

            root = document.Resolve(new HoconResolveOptions { Environment = Environment.GetEnvironmentVariable });
        }
        catch (HoconException e)
        {
            throw new ConfigurationException([new ConfigProblem(e.Origin, "", e.Problem)]);
        }

        var directoryOfFile = Path.GetDirectoryName(Path.GetFullPath(request.File, request.CurrentDirectory))!;
        var context = new BindContext(file, directoryOfFile, request.CurrentDirectory)
        {
            FilePath = Path.GetFullPath(request.File, request.CurrentDirectory),
        };
        var bound = PipelineBinder.Bind(context, root, request.File);
        return context.Problems.Count == 0
            ? bound!
            : throw new ConfigurationException(
                [.. context.Problems.OrderBy(p => p.Origin.Description, StringComparer.Ordinal)
                    .ThenBy(p => p.Origin.Line).ThenBy(p => p.Origin.Column)]);
    }

    private static HoconDocument Override(HoconDocument document, string setting)
    {
        var split = setting.IndexOf('=', StringComparison.Ordinal);
        if (split <= 0)
        {
            throw new HoconException(
                HoconOrigin.Named(CommandLine.SetLabel),
                $"'{setting}' is not key=value; for example --set window.tumbling=5m");
        }

        var (key, value) = (setting[..split].Trim(), setting[(split + 1)..].Trim());
        try
        {
            return document.WithOverride(key, value, CommandLine.SetLabel);
        }
        catch (HoconException) when (value.Length > 0 && value[0] is not ('{' or '[' or '"'))
        {
            // An expression such as "status >= 500" is not HOCON without quotes, which a shell eats.
            return document.WithOverride(key, Quote(value), CommandLine.SetLabel);
        }
    }

    private static string Quote(string text) =>
        $"\"{System.Text.Json.JsonEncodedText.Encode(text)}\"";
}

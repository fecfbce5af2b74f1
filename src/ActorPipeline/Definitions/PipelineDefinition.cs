using ActorPipeline.Plan;

namespace ActorPipeline.Definitions;

/// <summary>A pipeline that has a name; see <see cref="Pipeline"/>.</summary>
public sealed class PipelineDefinition
{
    private readonly string _name;
    private readonly string _directory;

    internal PipelineDefinition(string name, string directory) => (_name, _directory) = (name, directory);

    /// <summary>Says where records come from.</summary>
    /// <param name="source">One of <see cref="Source"/>, or any other; sizes are set by <c>with</c>.</param>
    public SourceDefinition From(SourceSpec source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source is FilesSourceSpec files)
        {
            source = files with
            {
                Paths = [.. files.Paths.Select(p => Path.GetFullPath(p, _directory))],
                BaseDirectory = _directory,
            };
        }

        return new SourceDefinition(_name, _directory, source);
    }

    /// <summary>
    /// Says that there are no records: the actors live by messages from inside the process, through
    /// an actor region.
    /// </summary>
    /// <param name="key">The names of the key's parts, which are text; none for one actor in all.</param>
    /// <exception cref="ArgumentException">Two parts have one name.</exception>
    public RecordDefinition FromRequests(params string[] key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var columns = Decoder.Json([.. key.DefaultIfEmpty("key").Select(k => Field.Text(k))]);
        return From(Source.Requests).Decode(columns).KeyBy(key);
    }
}

using ActorPipeline.Decoding;
using ActorPipeline.Plan;

namespace ActorPipeline.Definitions;

/// <summary>A pipeline that has a source; see <see cref="Pipeline"/>.</summary>
public sealed class SourceDefinition
{
    private readonly string _name;
    private readonly string _directory;
    private readonly SourceSpec _source;

    internal SourceDefinition(string name, string directory, SourceSpec source) =>
        (_name, _directory, _source) = (name, directory, source);

    /// <summary>Says how records are decoded: what columns they have.</summary>
    /// <param name="decoder">One of <see cref="Decoder"/>.</param>
    /// <exception cref="ArgumentException">Two columns have one name.</exception>
    public RecordDefinition Decode(DecoderSpec decoder)
    {
        ArgumentNullException.ThrowIfNull(decoder);
        foreach (var column in decoder.Columns)
        {
            ColumnNames.Check(column.Name);
        }

        // For what it refuses: here it is said while the pipeline is made, and not when it runs.
        _ = DecoderFactory.Create(decoder);
        return new RecordDefinition(Draft.Of(_name, _directory, _source, decoder));
    }
}

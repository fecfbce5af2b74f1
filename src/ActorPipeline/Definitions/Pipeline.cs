namespace ActorPipeline.Definitions;

/// <summary>
/// Pipelines written in C#: a chain that follows the path of a record and ends in the <see cref="Plan.PipelinePlan"/>
/// that a file would give.
/// <code>
/// var plan = Pipeline.Define("orders")
///     .From(Source.Files("orders.ndjson"))
///     .Decode(Decoder.Json(Field.Text("id"), Field.Decimal("amount"), Field.Time("at")))
///     .EventTime("at")
///     .KeyBy("id")
///     .Actor&lt;Order&gt;()
///     .To(Sink.File("paid.ndjson"));
/// </code>
/// Every link is immutable and checks what it is given: a beginning may be shared by several pipelines, and what is
/// wrong is an <see cref="ArgumentException"/> at its own line.
/// </summary>
public static class Pipeline
{
    /// <summary>Begins a pipeline.</summary>
    /// <param name="name">Its name; with the data directory, the identity of its state.</param>
    /// <param name="directory">Where relative paths start; null for the current directory.</param>
    /// <exception cref="ArgumentException">The name can't be that of a directory.</exception>
    public static PipelineDefinition Define(string name, string? directory = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is 0 or > 64 || name[0] == '.'
            || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            throw new ArgumentException(
                $"'{name}' is no name; use up to 64 letters, digits, '-', '_' and '.'", nameof(name));
        }

        return new PipelineDefinition(name, Path.GetFullPath(directory ?? "."));
    }
}

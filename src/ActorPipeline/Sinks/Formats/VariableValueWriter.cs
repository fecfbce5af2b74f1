namespace ActorPipeline.Sinks.Formats;

/// <summary>Writes values whose length has no bound that is known before the row is.</summary>
internal abstract class VariableValueWriter : ValueWriter
{
    /// <summary>Bytes that the row's value needs at most, besides <see cref="ValueWriter.MaxFixedLength"/>.</summary>
    public abstract long MaxLength(int row);
}

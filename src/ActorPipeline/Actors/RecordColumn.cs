namespace ActorPipeline.Actors;

/// <summary>A column of records that messages are made of; see <see cref="RecordColumns"/>.</summary>
/// <typeparam name="T">The type of its values.</typeparam>
public readonly struct RecordColumn<T>
{
    internal RecordColumn(int index) => Index = index;

    internal int Index { get; }
}

using System.Runtime.CompilerServices;
using ActorPipeline.Actors;
using ActorPipeline.Emission;
using ActorPipeline.Records;

namespace ActorPipeline.Windows;

/// <summary>Keeps one value of a column in the words of a cell.</summary>
internal abstract class ValueStore
{
    public abstract IReadOnlyList<WordKind> Words { get; }

    /// <summary>Whether the words stand for memory elsewhere.</summary>
    public virtual bool HoldsMemory => false;

    /// <summary>Puts an event's value into the words, which are either cleared or hold a former value.</summary>
    public abstract void Set(ref long words, EventBatch events, Column column, int @event);

    /// <summary>Sets a result column.</summary>
    public abstract void Emit(ReadOnlySpan<long> words, ResultRows results, int row, int column);

    /// <summary>The words were copied.</summary>
    public virtual void Share(ReadOnlySpan<long> words)
    {
    }

    /// <summary>Gives up what the words hold elsewhere.</summary>
    public virtual void Release(ReadOnlySpan<long> words)
    {
    }

    /// <summary>A store for values of a type.</summary>
    public static ValueStore Of(ColumnType type, TextStore texts) => type switch
    {
        ColumnType.Double => new Doubles(),
        ColumnType.Decimal => new Decimals(),
        ColumnType.Boolean => new Booleans(),
        ColumnType.String => new Texts(texts),
        _ => new Longs(),
    };

    private sealed class Longs : ValueStore
    {
        public override IReadOnlyList<WordKind> Words { get; } = [WordKind.Int];

        public override void Set(ref long words, EventBatch events, Column column, int @event) =>
            words = column.Values<long>()[@event];

        public override void Emit(ReadOnlySpan<long> words, ResultRows results, int row, int column) =>
            results.Batch.Columns[column].Values<long>()[row] = words[0];
    }

    private sealed class Doubles : ValueStore
    {
        public override IReadOnlyList<WordKind> Words { get; } = [WordKind.Double];

        public override void Set(ref long words, EventBatch events, Column column, int @event) =>
            words = BitConverter.DoubleToInt64Bits(column.Values<double>()[@event]);

        public override void Emit(ReadOnlySpan<long> words, ResultRows results, int row, int column) =>
            results.Batch.Columns[column].Values<double>()[row] = BitConverter.Int64BitsToDouble(words[0]);
    }

    private sealed class Decimals : ValueStore
    {
        public override IReadOnlyList<WordKind> Words => DecimalWords.Kinds;

        public override void Set(ref long words, EventBatch events, Column column, int @event) =>
            DecimalWords.Write(ref words, column.Values<decimal>()[@event]);

        public override void Emit(ReadOnlySpan<long> words, ResultRows results, int row, int column) =>
            results.Batch.Columns[column].Values<decimal>()[row] =
                DecimalWords.Read(ref Unsafe.AsRef(in words[0]));
    }

    private sealed class Booleans : ValueStore
    {
        public override IReadOnlyList<WordKind> Words { get; } = [WordKind.Int];

        public override void Set(ref long words, EventBatch events, Column column, int @event) =>
            words = column.Values<bool>()[@event] ? 1 : 0;

        public override void Emit(ReadOnlySpan<long> words, ResultRows results, int row, int column) =>
            results.Batch.Columns[column].Values<bool>()[row] = words[0] != 0;
    }

    private sealed class Texts(TextStore texts) : ValueStore
    {
        public override IReadOnlyList<WordKind> Words { get; } = [WordKind.Text];

        public override void Set(ref long words, EventBatch events, Column column, int @event) =>
            words = texts.Set(words, events.TextOf(column.Values<Utf8Slice>()[@event]));

        public override void Emit(ReadOnlySpan<long> words, ResultRows results, int row, int column) =>
            results.Batch.Columns[column].Values<Utf8Slice>()[row] = results.Batch.Scratch.Append(texts[words[0]]);

        public override bool HoldsMemory => true;

        public override void Share(ReadOnlySpan<long> words) => texts.Share(words[0]);

        public override void Release(ReadOnlySpan<long> words) => texts.Release(words[0]);
    }
}

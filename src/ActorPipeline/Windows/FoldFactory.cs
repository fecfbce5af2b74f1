using ActorPipeline.Emission;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Windows.Numbers;

namespace ActorPipeline.Windows;

/// <summary>Makes the fold of an aggregate for its argument's type.</summary>
internal static class FoldFactory
{
    public static Fold Create(AggregateKind kind, ColumnType type, Input input, CountFold count, TextStore texts)
    {
        if (kind == AggregateKind.Count)
        {
            return count;
        }

        return (kind, type) switch
        {
            (AggregateKind.First, _) => new PickFold(input, count, false, ValueStore.Of(type, texts)),
            (AggregateKind.Last, _) => new PickFold(input, count, true, ValueStore.Of(type, texts)),
            (AggregateKind.Min, ColumnType.String) => new TextExtremeFold(input, false, texts),
            (AggregateKind.Max, ColumnType.String) => new TextExtremeFold(input, true, texts),
            (_, ColumnType.Double) => OfDouble(kind, input, count),
            (_, ColumnType.Decimal) => OfDecimal(kind, input, count),
            (_, ColumnType.Int64 or ColumnType.Timestamp) => OfInt64(kind, input, count),
            _ => throw new ArgumentException($"{kind} of {type} is not checked by the plan", nameof(kind)),
        };
    }

    private static Fold OfInt64(AggregateKind kind, Input input, CountFold count) => kind switch
    {
        AggregateKind.Sum => new ValueFold<long, Int64Sum>(input, count, EmitInt64Sum),
        AggregateKind.Min => new ValueFold<long, Int64Min>(input, count, EmitInt64),
        AggregateKind.Max => new ValueFold<long, Int64Max>(input, count, EmitInt64),
        AggregateKind.Mean => new ValueFold<long, Int64Sum>(input, count, EmitInt64Mean),
        _ => OfMoments<long, Int64Moments>(kind, input, count, FormerWords.Int64Moments),
    };

    private static Fold OfDouble(AggregateKind kind, Input input, CountFold count) => kind switch
    {
        AggregateKind.Sum => new ValueFold<double, DoubleSum>(input, count, EmitDoubleSum, FormerWords.DoubleSum),
        AggregateKind.Min => new ValueFold<double, DoubleMin>(input, count, EmitDouble),
        AggregateKind.Max => new ValueFold<double, DoubleMax>(input, count, EmitDouble),
        AggregateKind.Mean => new ValueFold<double, DoubleSum>(input, count, EmitDoubleMean, FormerWords.DoubleSum),
        _ => OfMoments<double, DoubleMoments>(kind, input, count, FormerWords.DoubleMoments),
    };

    private static Fold OfDecimal(AggregateKind kind, Input input, CountFold count) => kind switch
    {
        AggregateKind.Sum => new ValueFold<decimal, DecimalSum>(input, count, EmitDecimalSum, FormerWords.DecimalSum),
        AggregateKind.Min => new ValueFold<decimal, DecimalMin>(input, count, EmitDecimal),
        AggregateKind.Max => new ValueFold<decimal, DecimalMax>(input, count, EmitDecimal),
        AggregateKind.Mean => new ValueFold<decimal, DecimalSum>(input, count, EmitDecimalMean, FormerWords.DecimalSum),
        _ => OfMoments<decimal, DecimalMoments>(kind, input, count, FormerWords.DecimalMoments),
    };

    private static ValueFold<T, TMoments> OfMoments<T, TMoments>(
        AggregateKind kind, Input input, CountFold count, FormerWords first)
        where T : struct
        where TMoments : struct, IMoments<T> => new(
            input, count, kind == AggregateKind.Variance ? EmitVariance<T, TMoments> : EmitStdDev<T, TMoments>, first);

    private static void EmitInt64(ref long words, long count, ResultRows results, int row, int column) =>
        results.Batch.Columns[column].Values<long>()[row] = words;

    private static void EmitInt64Sum(ref long words, long count, ResultRows results, int row, int column)
    {
        var sum = Int64Sum.Read(ref words);
        if (sum < long.MinValue || sum > long.MaxValue)
        {
            results.SetNull(column, row);
            return;
        }

        results.Batch.Columns[column].Values<long>()[row] = (long)sum;
    }

    private static void EmitInt64Mean(ref long words, long count, ResultRows results, int row, int column) =>
        EmitNumber(Ratio.ToDouble(Int64Sum.Read(ref words), count), results, row, column);

    private static void EmitDouble(ref long words, long count, ResultRows results, int row, int column) =>
        EmitNumber(BitConverter.Int64BitsToDouble(words), results, row, column);

    private static void EmitDoubleSum(ref long words, long count, ResultRows results, int row, int column) =>
        EmitNumber(DoubleSum.Sum(ref words), results, row, column);

    private static void EmitDoubleMean(ref long words, long count, ResultRows results, int row, int column) =>
        EmitNumber(DoubleSum.Mean(ref words, count), results, row, column);

    private static void EmitDecimal(ref long words, long count, ResultRows results, int row, int column) =>
        results.Batch.Columns[column].Values<decimal>()[row] = DecimalWords.Read(ref words);

    private static void EmitDecimalSum(ref long words, long count, ResultRows results, int row, int column)
    {
        if (DecimalSum.Sum(ref words) is not { } sum)
        {
            results.SetNull(column, row);
            return;
        }

        results.Batch.Columns[column].Values<decimal>()[row] = sum;
    }

    private static void EmitDecimalMean(ref long words, long count, ResultRows results, int row, int column) =>
        EmitNumber(DecimalSum.Mean(ref words, count), results, row, column);

    private static void EmitVariance<T, TMoments>(
        ref long words, long count, ResultRows results, int row, int column)
        where T : struct
        where TMoments : struct, IMoments<T> =>
        EmitNumber(count < 2 ? null : TMoments.Variance(ref words, count), results, row, column);

    private static void EmitStdDev<T, TMoments>(
        ref long words, long count, ResultRows results, int row, int column)
        where T : struct
        where TMoments : struct, IMoments<T> =>
        EmitNumber(count < 2 ? null : TMoments.StdDev(ref words, count), results, row, column);

    /// <summary>A sum beyond the range of doubles is null, as any overflow is, and not infinite or no number.</summary>
    private static void EmitNumber(double? value, ResultRows results, int row, int column)
    {
        if (value is not { } number || !double.IsFinite(number))
        {
            results.SetNull(column, row);
            return;
        }

        results.Batch.Columns[column].Values<double>()[row] = number;
    }
}

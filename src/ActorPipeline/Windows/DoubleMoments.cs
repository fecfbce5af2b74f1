using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ActorPipeline.Windows.Numbers;

namespace ActorPipeline.Windows;

/// <summary>
/// Sums of the distances of doubles from one of them, and of their squares (Chan, Golub and LeVeque 1983), in twice the
/// digits of a double. One of the values is close enough to the mean that no order of them costs more than a few of
/// these digits. Distances are in units of a power of two, so that their squares are within range whatever they are.
/// Words: count, origin, exponent of the unit, distances, squares.
/// </summary>
internal struct DoubleMoments : IMoments<double>
{
    /// <summary>Distances beyond this many units get a larger one, for the sake of their squares.</summary>
    private const double MaxDistance = 1e100;

    /// <summary>A unit has a reciprocal.</summary>
    private const int MaxExponent = 1_000;

    private long _count;
    private double _origin;
    private int _exponent;
    private DoubleDouble _distances;
    private DoubleDouble _squares;

    public static IReadOnlyList<WordKind> Words { get; } =
    [
        WordKind.Int, WordKind.Double, WordKind.Exponent,
        WordKind.Double, WordKind.Double, WordKind.Double, WordKind.Double,
    ];

    public static int WordCount => 7;

    public static void Clear(ref long words) => MemoryMarshal.CreateSpan(ref words, WordCount).Clear();

    public static void Add(ref long words, double value)
    {
        var moments = Read(ref words);
        moments.Add(value);
        moments.Write(ref words);
    }

    public static void Merge(ref long words, ref long other)
    {
        var moments = Read(ref words);
        moments.Merge(Read(ref other));
        moments.Write(ref words);
    }

    public static double? Variance(ref long words, long count)
    {
        var moments = Read(ref words);
        return Math.ScaleB(moments.VarianceInUnits(), 2 * moments._exponent);
    }

    public static double? StdDev(ref long words, long count)
    {
        var moments = Read(ref words);
        return Math.ScaleB(Math.Sqrt(moments.VarianceInUnits()), moments._exponent);
    }

    /// <summary>Sets the words to values of which only mean and squared distances from it are known.</summary>
    public static void Write(ref long words, long count, double mean, double squares)
    {
        var moments = new DoubleMoments { _count = count, _origin = mean };
        if (squares > 0 && double.IsFinite(squares))
        {
            moments._exponent = ExponentOf(Math.Sqrt(squares));
            moments._squares = new DoubleDouble(Math.ScaleB(squares, -2 * moments._exponent), 0);
        }
        else if (squares != 0)
        {
            moments._squares = new DoubleDouble(double.NaN, 0);
        }

        moments.Write(ref words);
    }

    /// <summary>Whether a word can be the exponent of a unit.</summary>
    public static bool IsExponent(long word) => word is >= -MaxExponent and <= MaxExponent;

    private void Add(double value)
    {
        if (++_count == 1)
        {
            _origin = value;
            return;
        }

        var distance = DistanceTo(value);
        if (!(Math.Abs(distance.High) <= MaxDistance) || _squares.High == 0)
        {
            ChooseUnit(value);
            distance = DistanceTo(value);
        }

        _distances += distance;
        _squares += distance * distance;
    }

    private void Merge(DoubleMoments other)
    {
        if (_count == 0 || other._count == 0)
        {
            this = _count == 0 ? other : this;
            return;
        }

        // Where there are no distances yet, the unit is nobody's.
        _exponent = _squares.High == 0 ? other._exponent : _exponent;
        ChooseUnit(other._origin);
        if (other._squares.High != 0)
        {
            EnlargeUnit(other._exponent);
        }

        other.EnlargeUnit(_exponent);
        var distance = DistanceTo(other._origin);
        var distances = distance * other._count;
        _squares += other._squares + (distance * ((other._distances * 2) + distances));
        _distances += other._distances + distances;
        _count += other._count;
    }

    private readonly double VarianceInUnits()
    {
        var squares = _squares - (_distances * _distances / _count);
        return Math.Max(0, squares.High + squares.Low) / (_count - 1);
    }

    private readonly DoubleDouble DistanceTo(double value)
    {
        var unit = BitConverter.Int64BitsToDouble((1023L - _exponent) << 52);
        return DoubleDouble.Sum(value * unit, -_origin * unit);
    }

    /// <summary>A unit in which the distance to a value can be squared, and those that are known as well.</summary>
    private void ChooseUnit(double value)
    {
        var distance = value - _origin;
        if (distance == 0)
        {
            return;
        }

        var exponent = ExponentOf(double.IsFinite(distance) ? distance : (value / 2) - (_origin / 2));
        if (_squares.High == 0)
        {
            _exponent = exponent;
        }
        else
        {
            EnlargeUnit(exponent);
        }
    }

    private void EnlargeUnit(int exponent)
    {
        if (exponent > _exponent)
        {
            _distances = _distances.ScaleB(_exponent - exponent);
            _squares = _squares.ScaleB(2 * (_exponent - exponent));
            _exponent = exponent;
        }
    }

    /// <summary>Of what is not finite, any exponent: its distances are no numbers whatever their unit.</summary>
    private static int ExponentOf(double distance) => Math.Clamp(Math.ILogB(distance), -MaxExponent, MaxExponent);

    private static DoubleMoments Read(ref long words) => new()
    {
        _count = words,
        _origin = Double(ref words, 1),
        _exponent = (int)Unsafe.Add(ref words, 2),
        _distances = new DoubleDouble(Double(ref words, 3), Double(ref words, 4)),
        _squares = new DoubleDouble(Double(ref words, 5), Double(ref words, 6)),
    };

    private static double Double(ref long words, int word) =>
        BitConverter.Int64BitsToDouble(Unsafe.Add(ref words, word));

    private readonly void Write(ref long words)
    {
        words = _count;
        Unsafe.Add(ref words, 1) = BitConverter.DoubleToInt64Bits(_origin);
        Unsafe.Add(ref words, 2) = _exponent;
        Unsafe.Add(ref words, 3) = BitConverter.DoubleToInt64Bits(_distances.High);
        Unsafe.Add(ref words, 4) = BitConverter.DoubleToInt64Bits(_distances.Low);
        Unsafe.Add(ref words, 5) = BitConverter.DoubleToInt64Bits(_squares.High);
        Unsafe.Add(ref words, 6) = BitConverter.DoubleToInt64Bits(_squares.Low);
    }
}

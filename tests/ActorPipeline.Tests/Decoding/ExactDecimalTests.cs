using System.Globalization;
using System.Numerics;
using System.Text;
using ActorPipeline.Records;

namespace ActorPipeline.Tests.Decoding;

public sealed class ExactDecimalTests
{
    [Fact]
    public void A_decimal_is_read_exactly_or_not_at_all()
    {
        const int seed = 29;
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++)
        {
            var whole = Digits(random, 1 + random.Next(random.Next(2) == 0 ? 4 : 32));
            var fraction = Digits(random, random.Next(random.Next(2) == 0 ? 4 : 34));
            var exponent = random.Next(3) == 0 ? random.Next(-40, 40) : 0;
            var text = $"{(random.Next(2) == 0 ? "-" : "")}{whole}{(fraction.Length > 0 ? "." : "")}{fraction}"
                + (exponent == 0 ? "" : $"e{exponent}");

            // The number is digits * 10^power; a decimal holds it if, without needless zeros, it has at most 96 bits
            // and at most 28 places after the point.
            var digits = BigInteger.Parse(whole + fraction, CultureInfo.InvariantCulture);
            var power = exponent - fraction.Length;
            for (; !digits.IsZero && (digits % 10).IsZero; power++)
            {
                digits /= 10;
            }

            var fits = digits.IsZero || (power is >= -28 and <= 28
                && digits * BigInteger.Pow(10, Math.Max(0, power)) < BigInteger.One << 96);
            var read = ExactDecimal.TryParse(Encoding.ASCII.GetBytes(text), out var value);
            Assert.True(fits == read, $"seed {seed}: {text} is read: {read}");
            if (read)
            {
                var nearest = decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
                Assert.Equal($"{nearest}", $"{value}");
            }
        }
    }

    [Theory]
    [InlineData("79228162514264337593543950335", true)]
    [InlineData("79228162514264337593543950336", false)]
    [InlineData("7.9228162514264337593543950335", true)]
    [InlineData("7.9228162514264337593543950336", false)]
    [InlineData("1e-28", true)]
    [InlineData("1e-29", false)]
    [InlineData("10e-29", true)]
    [InlineData("0e-99999999999999999999", true)]
    [InlineData("1.00000000000000000000000000000000000000000000", true)]
    [InlineData("1.00000000000000000000000000000000000000000001", false)]
    [InlineData("100000000000000000000000000000000000e-10", true)]
    [InlineData("1,5", false)]
    [InlineData(" 1", false)]
    [InlineData("", false)]
    public void What_a_decimal_cannot_hold_is_refused(string text, bool holds) =>
        Assert.Equal(holds, ExactDecimal.TryParse(Encoding.ASCII.GetBytes(text), out _));

    private static string Digits(Random random, int count) => string.Concat(
        Enumerable.Range(0, count).Select(_ => (char)(random.Next(4) == 0 ? '0' + random.Next(10) : '0')));
}

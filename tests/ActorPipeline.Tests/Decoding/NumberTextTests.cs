using System.Globalization;
using System.Numerics;
using System.Text;
using ActorPipeline.Decoding;

namespace ActorPipeline.Tests.Decoding;

public sealed class NumberTextTests
{
    [Fact]
    public void Scaling_agrees_with_arithmetic_of_any_length()
    {
        const int seed = 31;
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++)
        {
            var whole = Digits(random, 1 + random.Next(20));
            var fraction = random.Next(2) == 0 ? "" : Digits(random, 1 + random.Next(12));
            var exponent = random.Next(-25, 25);
            var sign = random.Next(2) == 0 ? "-" : "";
            var power = random.Next(-3, 7);
            var text = $"{sign}{whole}{(fraction.Length > 0 ? "." : "")}{fraction}e{exponent}";

            // The digits as a whole number, times ten to this power, is the result.
            var digits = BigInteger.Parse(sign + whole + fraction, CultureInfo.InvariantCulture);
            var scale = exponent + power - fraction.Length;
            var divisor = BigInteger.Pow(10, Math.Max(0, -scale));
            var product = digits * BigInteger.Pow(10, Math.Max(0, scale));
            var remainder = ((product % divisor) + divisor) % divisor;
            var floor = (product - remainder) / divisor;

            var fits = floor >= long.MinValue && floor <= long.MaxValue;
            var read = NumberText.TryScale(Encoding.ASCII.GetBytes(text), power, out var value, out var exact);
            Assert.True(fits == read, $"seed {seed}: {text} * 10^{power} is {floor}");
            Assert.True(!fits || (floor == value && exact == remainder.IsZero), $"seed {seed}: {text} * 10^{power}");
        }
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("-", 0)]
    [InlineData("0", 1)]
    [InlineData("01", 0)]
    [InlineData("-0.5e+10x", 8)]
    [InlineData("12", 2)]
    [InlineData("12.", 0)]
    [InlineData("12.5e", 0)]
    [InlineData("12.5e+", 0)]
    [InlineData("12e5.5", 4)]
    [InlineData(".5", 0)]
    public void A_json_number_ends_where_the_grammar_says(string text, int length)
    {
        Assert.Equal(length, NumberText.JsonLength(Encoding.ASCII.GetBytes(text)));
    }

    private static string Digits(Random random, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => (char)('0' + random.Next(10))));
}

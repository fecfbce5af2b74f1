using ActorPipeline.Node.Commands;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Node.Tests.Commands;

public sealed class KeyArgumentScenarios
{
    [Theory]
    [InlineData(ColumnType.Int64, "-5", -5L)]
    [InlineData(ColumnType.Double, "1.5e3", 1500d)]
    [InlineData(ColumnType.Boolean, "true", true)]
    [InlineData(ColumnType.String, "5", "5")]
    [InlineData(ColumnType.String, "", "")]
    [InlineData(ColumnType.Timestamp, "2024-01-01T01:00:00+01:00", 1_704_067_200_000_000L)]
    [InlineData(ColumnType.String, @"\N", null)]
    [InlineData(ColumnType.Int64, @"\N", null)]
    public void An_argument_is_read_by_the_type_of_its_part(ColumnType type, string text, object? value) =>
        Assert.Equal([value], KeyArguments.Parse([new KeyPart("k", 0, type)], [text]));

    [Fact]
    public void A_decimal_keeps_its_digits() => Assert.Equal(
        [12.50m], KeyArguments.Parse([new KeyPart("k", 0, ColumnType.Decimal)], ["12.50"]));

    [Fact]
    public void Another_number_of_arguments_says_which_parts_there_are()
    {
        KeyPart[] key = [new("class", 0, ColumnType.Int64), new("section", 1, ColumnType.String)];

        var error = Assert.Throws<UsageException>(() => KeyArguments.Parse(key, ["2"]));

        Assert.Equal(
            "The key has 2 parts: class (int64), section (string); here are 1. Give an argument for each, in this order.",
            error.Message);
    }

    [Fact]
    public void A_value_of_another_type_says_which_is_needed()
    {
        var error = Assert.Throws<UsageException>(
            () => KeyArguments.Parse([new KeyPart("class", 0, ColumnType.Int64)], ["2xx"]));

        Assert.Equal(@"'2xx' is no value of class (int64); for null, write \N.", error.Message);
    }
}

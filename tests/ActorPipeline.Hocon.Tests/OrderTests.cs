using System.Text;
using static ActorPipeline.Hocon.Tests.Documents;

namespace ActorPipeline.Hocon.Tests;

/// <summary>The lines of different fields may be shuffled: cycles included, the document means the same.</summary>
public sealed class OrderTests
{
    private const int Cases = 3_000;
    private const long MaxAllocatedBytes = 256 << 20;

    private static readonly string[] _names = ["a", "b", "c", "d", "a.x", "b.x", "c.y.z"];

    [Theory]
    [InlineData("a = ${?b}foo", "b = ${?a}", """{"a":"foo","b":"foo"}""")]
    [InlineData("a = ${?b}", "b = ${?a}foo", """{"a":"foo","b":"foo"}""")]
    [InlineData("a = ${?b}, a = ${?a}foo", "b = ${?a}", """{"a":"foo","b":"foo"}""")]
    [InlineData("a = ${b}", "b = 1, b = ${a}", """{"a":1,"b":1}""")]
    [InlineData("a = ${b}", "b = 1, b = ${a}foo", """{"a":1,"b":"1foo"}""")]
    [InlineData("a = 1, a = ${b}foo", "b = ${a}", """{"a":"1foo","b":1}""")]
    [InlineData("a = 1, a = ${b}", "b = 2, b = ${a}", """{"a":1,"b":1}""")]
    [InlineData("x.a = ${y.b}", "y { b = 1, b = ${x.a}foo }", """{"x":{"a":1},"y":{"b":"1foo"}}""")]
    [InlineData("a = ${c} [1]", "b = ${a}, c = [0], c = ${b}", """{"a":[0,1],"b":[0,1],"c":[0,1]}""")]
    public void A_cycle_is_broken_in_one_place_whichever_line_is_first(string one, string other, string json)
    {
        Assert.Equal(json, Sorted(Resolve($"{one}\n{other}")));
        Assert.Equal(json, Sorted(Resolve($"{other}\n{one}")));
    }

    [Fact]
    public void Shuffled_fields_give_the_same_values() => Fuzz.Run(Cases, MaxAllocatedBytes, random =>
    {
        // Assignments to one field stay in order, which is what the specification speaks of.
        var lines = Enumerable.Range(0, random.Next(2, 8)).Select(_ => Line(random)).ToArray();
        var first = Outcome(lines);
        for (var shuffle = 0; shuffle < 3; shuffle++)
        {
            Assert.Equal(first, Outcome(Shuffled(lines, random)));
        }
    });

    private static string Outcome(string[] lines)
    {
        var text = string.Join('\n', lines);
        try
        {
            return Sorted(Resolve(text));
        }
        catch (HoconException)
        {
            return "an error";
        }
    }

    private static string[] Shuffled(string[] lines, Random random)
    {
        var groups = lines.GroupBy(line => line[0]).Select(group => new Queue<string>(group)).ToList();
        var shuffled = new List<string>(lines.Length);
        while (groups.Count > 0)
        {
            var group = groups[random.Next(groups.Count)];
            shuffled.Add(group.Dequeue());
            groups.RemoveAll(g => g.Count == 0);
        }

        return [.. shuffled];
    }

    private static string Line(Random random)
    {
        var line = new StringBuilder(Pick(random, _names)).Append(random.Next(8) == 0 ? " += " : " = ");
        for (var pieces = random.Next(1, 4); pieces > 0; pieces--)
        {
            line.Append(random.Next(6) switch
            {
                0 => $"{random.Next(3)}",
                1 => "{ x = ${?" + Pick(random, _names) + "} }",
                2 => "[" + random.Next(3) + "]",
                3 => "${" + Pick(random, _names) + "}",
                _ => "${?" + Pick(random, _names) + "}",
            });
        }

        return line.ToString();
    }

    private static string Sorted(HoconValue value) => value switch
    {
        HoconObject fields => "{" + string.Join(
            ',',
            fields.Fields.OrderBy(f => f.Key, StringComparer.Ordinal)
                .Select(f => $"\"{f.Key}\":{Sorted(f.Value)}")) + "}",
        HoconArray items => "[" + string.Join(',', items.Items.Select(Sorted)) + "]",
        _ => value.ToString()!,
    };

    private static string Pick(Random random, string[] options) => options[random.Next(options.Length)];
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ActorPipeline.Plan;
using ActorPipeline.Sources;

namespace ActorPipeline.Tests.Sources;

public sealed partial class GeneratorTests
{
    public static TheoryData<GeneratorKind> Kinds => new(Enum.GetValues<GeneratorKind>());

    [Theory]
    [InlineData(GeneratorKind.AccessLog, "7607a129c9bb2cf6")]
    [InlineData(GeneratorKind.Metrics, "b1ee9f21d72b1461")]
    [InlineData(GeneratorKind.Orders, "159525affb837b66")]
    public void The_same_settings_make_the_same_records_in_every_version(GeneratorKind kind, string golden)
    {
        var target = new MemoryStream();
        GeneratedFile.Write(Spec(kind) with { MalformedShare = 0.05 }, 1, target);
        var hash = Convert.ToHexStringLower(SHA256.HashData(target.ToArray()))[..16];
        Assert.True(golden == hash, $"{hash}: {Encoding.Latin1.GetString(target.ToArray())[..1000]}");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_generated_file_has_the_records_of_the_source(GeneratorKind kind)
    {
        using var source = Reading.Open(Spec(kind));
        foreach (var (partition, count) in new[] { (0, 501), (1, 500) })
        {
            var target = new MemoryStream();
            Assert.Equal(count, GeneratedFile.Write(Spec(kind), partition, target));
            var rows = Reading.Rows(source.Partitions[partition], 0);
            Assert.Equal(Encoding.Latin1.GetString(target.ToArray()), string.Concat(rows.Select(r => r.Text + "\n")));
            Assert.Equal(Enumerable.Range(0, count).Select(i => (long)i), rows.Select(row => row.Position));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Seeking_makes_the_same_records_as_reading_on(GeneratorKind kind)
    {
        using var source = Reading.Open(Spec(kind));
        var all = Reading.Rows(source.Partitions[0], 0);
        for (var position = 0; position <= all.Count; position += 37)
        {
            using var again = Reading.Open(Spec(kind) with { BatchBytes = 500 }, source.State);
            Assert.Equal(all[position..], Reading.Rows(again.Partitions[0], position));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Records_are_well_formed(GeneratorKind kind)
    {
        foreach (var text in Texts(Spec(kind)))
        {
            Assert.True(IsWellFormed(kind, text), text);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_malformed_share_is_malformed_in_several_ways(GeneratorKind kind)
    {
        var spec = Spec(kind) with { Count = 20_000, MalformedShare = 0.1 };
        var bad = Texts(spec).Where(text => !IsWellFormed(kind, text)).ToList();
        Assert.InRange(bad.Count, 850, 1150);
        Assert.InRange(bad.Count(text => text.Contains('\u00FF')), 150, 350);
        Assert.InRange(bad.Count(text => text.Contains(BadTime(kind))), 150, 350);
        Assert.DoesNotContain(bad, text => text.Length == 0 || text.Contains('\n'));
    }

    [Fact]
    public void Event_times_follow_the_rate_and_lie_behind_at_most_as_set()
    {
        var spec = Spec(GeneratorKind.Metrics) with { Count = 10_000, EventRatePerSecond = 100 };
        var times = Texts(spec).Select(text => JsonDocument.Parse(text).RootElement.GetProperty("ts").GetInt64());
        var number = 0;
        var outOfOrder = 0;
        var last = 0L;
        foreach (var time in times)
        {
            // Partition 0 of 2 has every other record of 100 a second.
            var newest = 1_700_000_000_000 + (20L * number++);
            Assert.InRange(time, Math.Max(1_700_000_000_000, newest - 5000), newest);
            outOfOrder += time < last ? 1 : 0;
            last = time;
        }

        Assert.InRange(outOfOrder, 2000, 3000);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.7)]
    [InlineData(1.5)]
    public void Keys_are_as_frequent_as_Zipf_says(double skew)
    {
        const int keys = 50;
        const int records = 50_000;
        var spec = Spec(GeneratorKind.Metrics) with { Keys = keys, Skew = skew, Count = 2 * records };
        var counts = new int[keys];
        foreach (var text in Texts(spec))
        {
            counts[int.Parse(KeyOf().Match(text).Groups[1].Value)]++;
        }

        var sum = Enumerable.Range(1, keys).Sum(rank => Math.Pow(rank, -skew));
        for (var i = 0; i < keys; i++)
        {
            var expected = records * Math.Pow(i + 1, -skew) / sum;
            Assert.InRange(counts[i], expected - (5 * Math.Sqrt(expected)), expected + (5 * Math.Sqrt(expected)));
        }
    }

    internal static GeneratorSourceSpec Spec(GeneratorKind kind) => new(kind, 42, 2, 1001)
    {
        Skew = 1.1,
        OutOfOrderUs = 5_000_000,
    };

    private static List<string> Texts(GeneratorSourceSpec spec) => Reading.Texts(spec);

    private static string BadTime(GeneratorKind kind) => kind switch
    {
        GeneratorKind.AccessLog => "[99/Xyz",
        GeneratorKind.Metrics => "not-a-time",
        _ => "2024-99-99",
    };

    private static bool IsWellFormed(GeneratorKind kind, string text) => kind switch
    {
        GeneratorKind.AccessLog => AccessLog().IsMatch(text),
        GeneratorKind.Metrics => Metrics().IsMatch(text),
        _ => Orders().IsMatch(text) && JsonDocument.Parse(text) is not null,
    };

    [GeneratedRegex(
        """^\d+\.\d+\.\d+\.\d+ - - \["""
        + """\d\d/[JND][a-z]{2}/202\d:\d\d:\d\d:\d\d \+0000\] "[A-Z]+ /[!-~]+ """
        + """HTTP/1\.1" \d{3} (\d+|-) "[!-~]+" "[ -~]+"$""")]
    private static partial Regex AccessLog();

    [GeneratedRegex("""^\{"k":"user-\d+","ts":1[67]\d{11},"v":\d+\.\d\d?\}$""")]
    private static partial Regex Metrics();

    [GeneratedRegex(
        """^\{"order":"o-\d+","time":"202\d-[01]\d-[0-3]\dT\d\d:\d\d:\d\d\.\d{3}Z","customer":"""
        + """\{"id":"c-\d+","country":"[A-Z]{2}"\},"items":[1-9],"amount":\d+\.\d\d,"status":"[a-z]+"\}$""")]
    private static partial Regex Orders();

    [GeneratedRegex("user-(\\d+)")]
    private static partial Regex KeyOf();
}

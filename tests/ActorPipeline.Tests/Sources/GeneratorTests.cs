using System.Security.Cryptography;
using System.Text;
using ActorPipeline.Plan;
using ActorPipeline.Sources;

namespace ActorPipeline.Tests.Sources;

public sealed class GeneratorTests
{
    private static GeneratorSourceSpec Spec(GeneratorKind kind) => new(kind, 42, 2, 1001)
    {
        Skew = 1.1,
        OutOfOrderUs = 5_000_000,
    };

    public static TheoryData<GeneratorKind, string> Goldens => new()
    {
        { GeneratorKind.Metrics, "b1ee9f21d72b1461" },
    };

    [Theory]
    [MemberData(nameof(Goldens))]
    public void The_same_settings_make_the_same_records_in_every_version(GeneratorKind kind, string golden)
    {
        var target = new MemoryStream();
        GeneratedFile.Write(Spec(kind) with { MalformedShare = 0.05 }, 1, target);
        var hash = Convert.ToHexStringLower(SHA256.HashData(target.ToArray()))[..16];
        Assert.True(golden == hash, $"{hash}: {Encoding.Latin1.GetString(target.ToArray())[..1000]}");
    }

    [Theory]
    [InlineData(GeneratorKind.Metrics)]
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
    [InlineData(GeneratorKind.Metrics)]
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
}

using System.Text;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Sources.Files;

namespace ActorPipeline.Tests.Sources;

/// <summary>A partition that goes on at any batch's end reads what it would have read without the break.</summary>
public sealed class FileResumeTests : IDisposable
{
    private const int MaxRecordBytes = 40;
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Resuming_at_any_batch_boundary_reads_the_rest()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            using var folder = new TempFolder();
            var (spec, expected) = Make(folder, random);
            var all = Reading.Rows(spec);
            AssertEqual(expected, all, seed);

            using var first = Reading.Open(spec);
            var boundaries = new List<(long To, int Rows)>();
            var rows = 0;
            Reading.Rows(first.Partitions[0], 0, batch => boundaries.Add((batch.To, rows += batch.RowCount)));
            foreach (var (to, before) in boundaries)
            {
                using var again = Reading.Open(spec with { BatchBytes = random.Next(1, 200) }, first.State);
                AssertEqual(all[before..], Reading.Rows(again.Partitions[0], to), seed);
            }
        }
    }

    [Fact]
    public void Positions_do_not_depend_on_the_batch_size()
    {
        for (var seed = 100; seed < 120; seed++)
        {
            var (spec, expected) = Make(_folder, new Random(seed));
            foreach (var size in new[] { 1, 2, 3, 7, 16, 63, 64, 65, 1000 })
            {
                AssertEqual(expected, Reading.Rows(spec with { BatchBytes = size }), seed);
            }

            Directory.Delete(_folder.Path, true);
            Directory.CreateDirectory(_folder.Path);
        }
    }

    private static void AssertEqual(List<ReadRow> expected, List<ReadRow> actual, int seed)
    {
        Assert.True(expected.SequenceEqual(actual), $"Seed {seed}: expected {Text(expected)}, got {Text(actual)}.");

        static string Text(List<ReadRow> rows) => string.Join(" | ", rows);
    }

    private static (FilesSourceSpec Spec, List<ReadRow> Rows) Make(TempFolder folder, Random random)
    {
        var rows = new List<ReadRow>();
        var files = random.Next(1, 5);
        for (var file = 0; file < files; file++)
        {
            var content = MakeFile(random, file, rows);
            folder.Write($"f{file}.log", random.Next(3) == 0 ? TempFolder.Gzip(content) : content);
        }

        var spec = Reading.Files(folder, "*.log") with
        {
            BatchBytes = random.Next(1, 150),
            MaxRecordBytes = MaxRecordBytes,
        };
        return (spec, rows);
    }

    private static byte[] MakeFile(Random random, int file, List<ReadRow> rows)
    {
        var content = new StringBuilder(random.Next(4) == 0 ? "\u00EF\u00BB\u00BF" : "");
        var lines = random.Next(0, 20);
        for (var line = 0; line < lines; line++)
        {
            var size = random.Next(6) switch { 0 => 0, 1 => random.Next(36, 300), _ => random.Next(1, 36) };
            var text = new string((char)('a' + line), size) + (random.Next(3) == 0 ? "\r" : "");
            if (text.TrimEnd('\r').Length > 0)
            {
                var dead = text.TrimEnd('\r').Length > MaxRecordBytes;
                rows.Add(new ReadRow(
                    FilePosition.Of(file, content.Length), dead ? text[..MaxRecordBytes] : text, dead));
            }

            content.Append(text).Append(line == lines - 1 && random.Next(2) == 0 ? "" : "\n");
        }

        return Encoding.Latin1.GetBytes(content.ToString());
    }
}

using System.Text;
using ActorPipeline.Decoding;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Tests.Decoding;

/// <summary>
/// Whatever the bytes, a decoder leaves each row live, with columns that can be read, or dead, with a reason; soon, and
/// in memory that the batch accounts for.
/// </summary>
public sealed class DecoderFuzzTests
{
    private const int BatchesADecoder = 20;

    private static readonly ColumnSpec[] _columns =
    [
        new("host", ColumnType.String, "host"),
        new("time", ColumnType.Timestamp, "time", new TimeFormat(TimeFormatKind.Iso8601)),
        new("size", ColumnType.Int64, "size"),
        new("took", ColumnType.Double, "took"),
        new("price", ColumnType.Decimal, "price"),
        new("ok", ColumnType.Boolean, "ok"),
    ];

    private static readonly Dictionary<string, (DecoderSpec Spec, string Line)> _decoders = new()
    {
        ["json"] = (
            new JsonDecoderSpec(_columns),
            """{"host":"a\u00e9\"x","time":"2015-05-17T10:05:03Z","size":-12,"took":1.5e3,"price":0.10,"ok":true}"""),
        ["combined"] = (
            new PatternDecoderSpec(ReadyPatterns.Combined, ReadyPatterns.All[ReadyPatterns.Combined]),
            """1.2.3.4 - - [17/May/2015:10:05:03 +0000] "GET /\"a HTTP/1.1" 200 5 "http://x/" "Moz (X11)""" + "\""),
        ["common"] = (
            new PatternDecoderSpec(ReadyPatterns.Common, ReadyPatterns.All[ReadyPatterns.Common]),
            """host.example frank ü [17/May/2015:10:05:03 -0130] "POST /b?c=d HTTP/2" 404 -"""),
        ["regex"] = (
            new PatternDecoderSpec(
                "(?<host>\\S+) (?<time>.*?) \"?(?<size>-?\\d+)? (?<took>.*);(?<price>[^;]*);(?<ok>.*)", _columns),
            """host 2015-05-17T10:05:03Z "7 1.5;0.10;false"""),
    };

    public static TheoryData<string> Decoders => [.. _decoders.Keys];

    [Theory]
    [MemberData(nameof(Decoders))]
    public void Random_bytes_and_broken_lines_are_decoded_or_dead(string name)
    {
        var (spec, line) = _decoders[name];
        var bytes = Encoding.UTF8.GetBytes(line);
        Assert.DoesNotContain(DecodedRows.Decode(spec, line), row => row.StartsWith('!'));
        Fuzz.Run(cases: 100, maxBytes: 8 << 20, random =>
        {
            var decoder = DecoderFactory.Create(spec);
            var batch = new RecordBatch([.. spec.Columns.Select(c => c.Type)]);
            for (var i = 0; i < BatchesADecoder; i++)
            {
                var rows = Enumerable.Range(0, random.Next(1, 20)).Select(_ => Row(random, bytes)).ToList();
                DecodedRows.Reframe(batch, rows, random.Next(2) * DecodedRows.Room);
                decoder.Decode(batch);
                Assert.Equal(rows.Count, DecodedRows.Show(batch, spec.Columns.Count).Length);
                Assert.All(batch.DeadRows, row => Assert.NotEmpty(row.Detail));
                Assert.Equal(
                    batch.DeadRows.Select(row => row.Row).Order(),
                    Enumerable.Range(0, rows.Count).Where(row => batch.Status[row] == RowStatus.Dead));
            }
        });
    }

    private static byte[] Row(Random random, byte[] line)
    {
        if (random.Next(4) == 0)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            return bytes;
        }

        List<byte> row = [.. line];
        for (var edits = random.Next(4); edits > 0 && row.Count > 0; edits--)
        {
            var at = random.Next(row.Count);
            var count = Math.Min(random.Next(1, 30), row.Count - at);
            switch (random.Next(5))
            {
                case 0:
                    row[at] = (byte)random.Next(256);
                    break;
                case 1:
                    row[at] = (byte)"\"\\[]{} -,:0e\r\t;"[random.Next(15)];
                    break;
                case 2:
                    row.RemoveRange(at, count);
                    break;
                case 3:
                    row.InsertRange(random.Next(row.Count), row.GetRange(at, count));
                    break;
                default:
                    row.InsertRange(at, Enumerable.Repeat(row[at], random.Next(300)));
                    break;
            }
        }

        return [.. row];
    }
}

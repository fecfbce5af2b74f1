using ActorPipeline.Emission;
using ActorPipeline.Records;
using ActorPipeline.Sinks.Formats;

namespace ActorPipeline.Tests.Sinks;

public sealed class DeadLetterFormatTests
{
    [Fact]
    public void Text_is_kept_as_text_and_other_bytes_as_base64()
    {
        var rows = Rows.Of(
            DeadLetterSchema.Columns,
            [0L, 123L, (long)DeadReason.Malformed, "eof", "{\"a\": \"b"],
            [1L, 0L, (long)DeadReason.InvalidUtf8, "no", new byte[] { 0x61, 0xFF, 0x62, 0x0A }],
            [1L, 9L, (long)DeadReason.Late, "too late", ""],
            [1L, 10L, (long)DeadReason.Rejected, null, null]);
        Assert.Equal(
            """
            {"partition":0,"source":"in.log","position":123,"reason":"malformed","detail":"eof","record":"{\"a\": \"b"}
            {"partition":1,"source":"\"1","position":0,"reason":"invalid-utf8","detail":"no","record_base64":"Yf9iCg=="}
            {"partition":1,"source":"\"1","position":9,"reason":"late","detail":"too late","record":""}
            {"partition":1,"source":"\"1","position":10,"reason":"rejected","detail":null,"record":null}

            """,
            Formatted.Text(new DeadLetterFormat(n => n == 0 ? "in.log" : $"\"{n}"), rows));
    }

    [Fact]
    public void Every_reason_has_a_name_and_an_unknown_code_its_number()
    {
        var expected = new Dictionary<long, string>
        {
            [1] = "malformed",
            [2] = "over-long",
            [3] = "invalid-utf8",
            [4] = "bad-time",
            [5] = "late",
            [6] = "rejected",
            [7] = "failed",
            [8] = "reason-8",
        };
        Assert.Equal(expected.Count - 1, Enum.GetValues<DeadReason>().Length);
        foreach (var (code, name) in expected)
        {
            var rows = Rows.Of(DeadLetterSchema.Columns, [0L, 0L, code, "", ""]);
            var line = Formatted.Text(new DeadLetterFormat(_ => ""), rows);
            Assert.Contains($"\"reason\":\"{name}\",", line, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_came_from_no_partition_has_no_source()
    {
        var rows = Rows.Of(DeadLetterSchema.Columns, [-1L, 0L, (long)DeadReason.Failed, "its actor failed", "timer t"]);
        Assert.Equal(
            """
            {"partition":-1,"source":null,"position":0,"reason":"failed","detail":"its actor failed","record":"timer t"}

            """,
            Formatted.Text(new DeadLetterFormat(_ => throw new InvalidOperationException("it has no name")), rows));
    }

    [Fact]
    public void A_partition_is_asked_for_its_name_once()
    {
        var asked = new List<int>();
        var rows = Rows.Of(
            DeadLetterSchema.Columns,
            [3L, 0L, 1L, "", ""],
            [0L, 1L, 1L, "", ""],
            [3L, 2L, 1L, "", ""]);
        Formatted.Text(
            new DeadLetterFormat(n =>
            {
                asked.Add(n);
                return "";
            }),
            rows);
        Assert.Equal([3, 0], asked);
    }

    [Fact]
    public void Short_binary_records_fit_into_the_room_that_was_asked_for()
    {
        for (var length = 1; length < 100; length++)
        {
            var bytes = Enumerable.Repeat((byte)0xFF, length).ToArray();
            var rows = Rows.Of(DeadLetterSchema.Columns, [0L, 0L, 1L, "", bytes]);
            var format = new DeadLetterFormat(_ => "");
            var room = 1;
            while (format.Write(rows, 0, new byte[room], out _) == 0)
            {
                room++;
            }
        }
    }
}

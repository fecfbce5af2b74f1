using System.Globalization;
using System.Text;

namespace ActorPipeline.Node.Tests.Fuzzing;

/// <summary>Writes pipelines' files that are whole, but for one or the other absurd setting or a few wrong
/// characters.</summary>
internal sealed class AbsurdFile(Random random)
{
    private static readonly string[] _numbers =
    [
        "0", "-1", "1", "2", "17", "60", "10000", "2147483648", "9223372036854775807", "-9223372036854775808",
        "99999999999999999999", "1e308", "1e-308", "0.5", "NaN", "Infinity", "0x10", "1_000",
    ];

    private static readonly string[] _measures =
    [
        "5", "5s", "0s", "-5s", "1ns", "1us", "1ms", "10675199d", "10675200d", "4000000d", "1.5h", "\"1 KiB\"",
        "\"64 KiB\"", "\"1 MiB\"", "\"8 EiB\"", "\"0 B\"", "\"-1 B\"", "\"1 parsec\"",
    ];

    private static readonly string[] _texts =
    [
        "\"\"", "\" \"", "\"\\u0000\"", "\"ü\"", "\"\\ud800\"", "\"\\\"\"", "\"a\\nb\"", "\"`\"", "\"'\"", "k",
        "global", "console",
        "stdin", "unlimited", "iso8601", "\"yyyy\"", "\"yyyy-MM-ddTHH:mm:ss.SSSZ\"", "\"yyyy-MM-dd HH:mm:ss\"", "\"%\"",
        "combined", "\"(?<k>.*)\"", "\"(?<k>.)\\\\1\"", "\"(?<k>(?:.{999}){999})\"", "\"(?<k>(((a*)*)*)*)\"",
        "\"(?<k>\"",
        "\"folder\"", "\"in.ndjson\"", "\"in.ndjson/a\"", "\"missing/*\"", "\"test.conf\"", "window_start",
        "\"WINDOW_END\"",
        "sqlite_master", "actorpipeline_progress", "\"count()\"", "\"CON\"",
    ];

    private static readonly string[] _shapes =
    [
        "null", "true", "no", "[]", "{}", "[[]]", "[{}]", "{ a = {} }", "{ \"\" = 1 }", "[k, k]", "[1, true, null]",
        "${?NOWHERE}",
        "${pipeline}", "${nowhere}", "{ type = timestamp, path = \"a..b\" }", "{ type = string, format = yy }",
        "{ hopping = 30d, "
        + "every = 1s }", "{ session = 10675199d }", "{ tumbling = 4000000d }", "{ sqlite = a.db }", "{ console = "
        + "true, max-rows "
        + "= 1 }", "{ file = a.csv }",
    ];

    private static readonly string[] _expressions =
    [
        "round(v, 2000000000)", "round(v, -1)", "round(v, 15)", "substring(k, 9223372036854775807)",
        "substring(k, -9223372036854775807, 9223372036854775807)", "substring(k, 0, -1)", "segment(k, 0)",
        "segment(k, 9223372036854775807)", "matches(k, '(a*)*b')", "matches(k, '(?=a)')",
        "matches(k, '.{1,2000000000}')",
        "matches(k, '[')", "matches(k, k)", "truncate(ts, '0s')", "truncate(ts, '1us')", "truncate(ts, '106751991d')",
        "truncate(ts, '9223372036854775807d')", "ts + duration('106751991d')", "ts - duration('106751991d')", "ts - ts",
        "99999999999999999999", "1e999", "1e308 * 10", "79228162514264337593543950335m + 1m", "9223372036854775807 + 1",
        "-9223372036854775808", "abs(-9223372036854775807 - 1)", "n / 0", "n % 0", "n / -1", "int(1e300)",
        "int('x')", "int(ts)",
        "timestamp(9223372036854775807)", "timestamp(-9223372036854775807)", "date(timestamp(9223372036854775807))",
        "timestamp('9999-12-31T23:59:59Z') + duration('1d')", "decimal(1e300)", "decimal('')", "string(null)",
        "null", "true",
        "replace(k, '', 'x')", "replace(k, k, k + k)", "concat(k, k)", "length('\\u0000')", "'\\ud800'", "'a\\nb'",
        "`k`", "``", "`",
        "k.k", "least()", "greatest(k)", "coalesce(null)", "if(null, 1, 2)", "if(ok, k, n)", "k in ()",
        "k in (null)", "n between 1",
        "not not ok", "- - n", "((((((((((n))))))))))", "count(ok)", "sum(k)", "", " ", "--", "k k", "year(ts)",
        "day_of_week(timestamp(-62135596800000000))",
    ];

    private static readonly string[] _aggregates =
        ["count", "sum", "min", "max", "mean", "first", "last", "stddev", "variance"];

    private static readonly string[] _functions =
        ["lower", "length", "abs", "int", "double", "decimal", "string", "timestamp", "year", "date", "floor", "trim"];

    private static readonly string[] _settings =
    [
        "pipeline", "data-dir", "source", "source.files", "source.parallel", "source.batch-bytes", "source.generator",
        "source.generator.kind", "source.generator.seed", "source.generator.count", "source.generator.rate",
        "source.generator.partitions", "source.generator.keys", "source.generator.skew", "source.generator.start",
        "source.generator.event-rate", "source.generator.out-of-order", "source.generator.malformed", "decode",
        "decode.json",
        "decode.json.k", "decode.json.ts", "decode.json.v", "decode.pattern", "decode.columns",
        "decode.max-record-bytes",
        "event-time", "event-time.column", "event-time.format", "event-time.out-of-order",
        "event-time.allowed-lateness",
        "event-time.idle-timeout", "event-time.max-drift", "let", "let.a", "let.k", "where", "key", "key.k", "window",
        "window.tumbling", "window.hopping", "window.session", "window.every", "aggregate", "aggregate.a",
        "aggregate.window_end",
        "actor", "actor.assembly", "actor.type", "sink", "sink.file", "sink.format", "sink.sqlite", "sink.table",
        "sink.console",
        "sink.max-rows", "dead-letters", "dead-letters.file", "shards", "engine", "engine.ingest-threads",
        "engine.loop-threads",
        "engine.batches-in-flight", "engine.commit-interval", "engine.commit-bytes", "engine.tail-bytes",
        "engine.retain-events",
        "engine.state-bytes", "engine.passivate-after", "engine.max-windows-per-key", "engine.max-attempts",
        "engine.sink-flush-interval", "vars", "nothing.of.it",
    ];

    /// <summary>A file, different for each call.</summary>
    public string Write()
    {
        var text = new StringBuilder(Whole());
        for (var more = random.Next(4); more > 0; more--)
        {
            text.Append(Line()).Append('\n');
        }

        if (random.Next(5) == 0)
        {
            Spoil(text);
        }

        return text.ToString();
    }

    /// <summary>A test of that pipeline.</summary>
    public string WriteTest()
    {
        var value = () => Pick(Pick(_numbers, _texts, _shapes));
        var text = new StringBuilder($$"""
            pipeline = {{(random.Next(4) == 0 ? value() : "test.conf")}}
            cases = [{
              name = {{value()}}, input = {{(random.Next(2) == 0 ? value() : "[\"{}\", \"x\"]")}}
              results = {{(random.Next(2) == 0 ? value() : "[]")}}, dead-letters = {{value()}}, filtered = {{value()}}
            }]

            """);
        if (random.Next(3) == 0)
        {
            Spoil(text);
        }

        return text.ToString();
    }

    private string Whole()
    {
        var source = Pick(
            "{ files = [\"in.ndjson\"] }", "{ files = [\"in.ndjson\", \"*.ndjson\"], parallel = true }",
            "{ generator = { kind = metrics, count = 40, keys = 5 } }");
        var window = Pick(
            "global", "{ tumbling = 1m }", "{ session = 1h }", "{ hopping = 1h, every = 10m }", "{ tumbling = 30d }");
        var sink = Pick(
            "console", "{ file = out.ndjson }", "{ file = out.csv }", "{ sqlite = out.db }",
            "{ sqlite = out.db, table = \"a \\\"b\" }");
        return $$"""
            pipeline = fuzz
            source = {{source}}
            decode.json = { k = string, ts = { type = timestamp, format = epoch-ms }, v = double, n = int64 }
            decode.json.ok = boolean
            event-time = { column = ts }
            key = {{Pick("k", "[k, \"n / 2\"]", "[]", "{ k = \"lower(k)\" }")}}
            window = {{window}}
            aggregate = { count = "count()", total = "sum(v)", last = "last(k)" }
            sink = {{sink}}
            shards = {{Pick("1", "3")}}
            dead-letters.file = dead.ndjson
            data-dir = data

            """;
    }

    private string Line() => random.Next(3) switch
    {
        0 => $"{Pick("let.a", "let.k", "where", "key", "key.z", "aggregate.a")} = {Quoted(Expression())}",
        1 => $"{Pick("aggregate.a", "aggregate.b")} = {Quoted($"{Pick(_aggregates)}({Expression()})")}",
        _ => $"{Pick(_settings)} = {Pick(Pick(_numbers, _measures, _texts, _shapes))}",
    };

    private string Expression() => random.Next(6) switch
    {
        0 => $"{Pick(_expressions)} {Pick("+", "-", "*", "/", "%", "=", "<", "and", "or", "in")} {Pick(_expressions)}",
        1 => $"{Pick(_functions)}({Pick(_expressions)})",
        2 => string.Concat(Enumerable.Repeat("(", random.Next(500))) + Pick(_expressions),
        _ => Pick(_expressions),
    };

    private static string Quoted(string text) => $"\"{System.Text.Json.JsonEncodedText.Encode(text)}\"";

    /// <summary>Some characters more, less or other; none that could make a path lead out of the directory.</summary>
    private void Spoil(StringBuilder text)
    {
        const string alphabet = "{}[]()\"\\$=:,#+-*0159aeykts \n\t'`?<>%\0ü";
        for (var changes = 1 + random.Next(3); changes > 0 && text.Length > 1; changes--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(3))
            {
                case 0:
                    text.Remove(at, Math.Min(random.Next(1, 8), text.Length - at));
                    break;
                case 1:
                    text.Insert(at, alphabet[random.Next(alphabet.Length)].ToString(CultureInfo.InvariantCulture));
                    break;
                default:
                    text[at] = alphabet[random.Next(alphabet.Length)];
                    break;
            }
        }
    }

    private T Pick<T>(params T[] values) => values[random.Next(values.Length)];
}

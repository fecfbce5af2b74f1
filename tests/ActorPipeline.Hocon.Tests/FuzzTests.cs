using System.Text;

namespace ActorPipeline.Hocon.Tests;

/// <summary>
/// Whatever the input, the only failure is a <see cref="HoconException"/>, soon and in little memory.
/// </summary>
public sealed class FuzzTests
{
    private const long MaxAllocatedBytes = 64 << 20;

    private static readonly HoconParseOptions ParseOptions = new() { BaseDirectory = "/does/not/exist" };
    private static readonly HoconResolveOptions ResolveOptions = new()
    {
        MaxResolvedSize = 1 << 16,
        Environment = static name => name.Length % 2 == 0 ? null : name,
    };

    private static readonly string[] Corpus =
    [
        .. ((IEnumerable<object[]>)SyntaxTests.ValidHocon).Select(static row => (string)row[0]),
        .. ((IEnumerable<object[]>)SyntaxTests.ValidJson).Select(static row => (string)row[0]),
        "a = 1, b = ${a}, a = ${b} [2], c = ${?a.b.c}\"x\"${c}, d += ${a}, d += [1] [2]",
        "defaults { a = 1, b = ${item1.b} }\nitem1 = ${defaults} { c = \"\"\"x\n\"\"y\"\"\" }\nitem1.b = {}\n// end",
        "path : ${path} [ /usr/bin ] , \"q.r\".s { t = 10 ms # c\n }, u = ${?HOME}/x \\u0041 \"\\u0041\\n\"",
        "include required(file(\"x.conf\"))\ninclude \"y\"\na { include \"z\" }",
    ];

    [Fact]
    public void Mutated_documents_fail_cleanly() => Run(10_000, static random =>
    {
        var text = new StringBuilder(Pick(random, Corpus));
        for (var edits = random.Next(1, 12); edits > 0; edits--)
        {
            Mutate(random, text);
        }

        Resolve(text.ToString());
    });

    [Fact]
    public void Random_bytes_fail_cleanly()
    {
        using var files = new TemporaryDirectory();
        var path = files.File("fuzz.conf");
        Run(500, random =>
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            for (var i = 0; random.Next(3) > 0 && i < bytes.Length; i++)
            {
                bytes[i] &= 0x7F;
            }

            File.WriteAllBytes(path, bytes);
            Clean(() => HoconDocument.ParseFile(path, ParseOptions).ResolveValue(ResolveOptions));
        });
    }

    [Fact]
    public void A_merge_of_documents_equals_the_merge_of_their_texts() => Run(10_000, static random =>
    {
        var lower = Generate(random);
        var upper = Generate(random);
        var joined = $"{lower}\n{upper}";
        var expected = Clean(() => Parse(joined).Resolve(ResolveOptions));
        var merged = Clean(() => Parse(upper).WithFallback(Parse(lower)).Resolve(ResolveOptions));
        Assert.Equal(expected?.ToString(), merged?.ToString());
        if (expected is not null)
        {
            Assert.Equal(expected.ToString(), Parse(HoconJson.Write(expected)).Resolve().ToString());
        }
    });

    private static void Run(int cases, Action<Random> run) => Fuzz.Run(cases, MaxAllocatedBytes, run);

    private static HoconDocument Parse(string text) => HoconDocument.ParseText(text, "fuzz", ParseOptions);

    private static void Resolve(string text) => Clean(() => Parse(text).ResolveValue(ResolveOptions));

    private static T? Clean<T>(Func<T> read)
        where T : HoconValue
    {
        try
        {
            var value = read();
            _ = HoconJson.Write(value);
            return value;
        }
        catch (HoconException e)
        {
            Assert.False(string.IsNullOrEmpty(e.Problem));
            return null;
        }
    }

    private static void Mutate(Random random, StringBuilder text)
    {
        const string Interesting = "{}[]$?+=:,.#/\"\\\n\t 0-e\uFEFF\u00A0\uD800a";
        var at = random.Next(text.Length + 1);
        var length = Math.Min(random.Next(1, 12), text.Length - at);
        switch (random.Next(6))
        {
            case 0:
                text.Insert(at, Interesting[random.Next(Interesting.Length)]);
                break;
            case 1:
                text.Remove(at, length);
                break;
            case 2:
                text.Insert(random.Next(text.Length + 1), text.ToString(at, length));
                break;
            case 3 when at < text.Length:
                text[at] = Interesting[random.Next(Interesting.Length)];
                break;
            case 4:
                text.Insert(at, Pick(random, Corpus));
                break;
            default:
                text.Insert(at, Pick(random, ["${a}", "${?b.c}", "${", "\"\"\"", "+=", "include ", "\\u00", "1e"]));
                break;
        }
    }

    /// <summary>A few fields with few names, so that they refer to, merge with and hide each other.</summary>
    private static string Generate(Random random)
    {
        var text = new StringBuilder();
        for (var fields = random.Next(1, 5); fields > 0; fields--)
        {
            text.Append(Path(random)).Append(Pick(random, [" = ", " = ", " : ", " += "]));
            AppendValue(random, text, depth: 2);
            text.Append('\n');
        }

        return text.ToString();
    }

    private static void AppendValue(Random random, StringBuilder text, int depth)
    {
        for (var pieces = random.Next(4) == 0 ? 2 : 1; pieces > 0; pieces--)
        {
            switch (random.Next(depth > 0 ? 7 : 5))
            {
                case 0:
                    text.Append(random.Next(10));
                    break;
                case 1:
                    text.Append(Pick(random, ["x", "null", "\"\"", "true"]));
                    break;
                case 2 or 3:
                    text.Append("${?").Append(Path(random)).Append('}');
                    break;
                case 4:
                    text.Append("${").Append(Path(random)).Append('}');
                    break;
                case 5:
                    text.Append('[');
                    AppendValue(random, text, depth - 1);
                    text.Append(']');
                    break;
                default:
                    text.Append("{ ").Append(Pick(random, ["a", "b", "0"])).Append(" = ");
                    AppendValue(random, text, depth - 1);
                    text.Append(" }");
                    break;
            }

            text.Append(pieces > 1 ? Pick(random, ["", " "]) : "");
        }
    }

    private static string Path(Random random) => Pick(random, ["a", "b", "c", "a.b", "b.a", "a.b.c", "c.0"]);

    private static string Pick(Random random, string[] options) => options[random.Next(options.Length)];
}

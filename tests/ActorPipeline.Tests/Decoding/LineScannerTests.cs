using System.Text;
using ActorPipeline.Decoding;

namespace ActorPipeline.Tests.Decoding;

/// <summary>Scanners against the regular expression engine, which is the oracle.</summary>
public sealed class LineScannerTests
{
    private const int LinesAPattern = 12;

    [Fact]
    public void A_scanner_finds_what_the_engine_finds()
    {
        const int seed = 4711;
        var patterns = int.Parse(Environment.GetEnvironmentVariable("SCANNER_PATTERNS") ?? "800");
        var random = new Random(seed);
        var (scanners, matches) = (0, 0);
        for (var i = 0; i < patterns; i++)
        {
            var pattern = new RandomPattern(random);
            var parser = LineScanner.Create(pattern.Text);
            if (parser is not LineScanner)
            {
                continue;
            }

            scanners++;
            var engine = new RegexLineParser(pattern.Text);
            for (var line = 0; line < LinesAPattern; line++)
            {
                var text = pattern.Line();
                var expected = Show(engine, text);
                matches += expected.StartsWith('!') ? 0 : 1;
                var actual = Show(parser, text);
                Assert.True(
                    expected == actual,
                    $"seed {seed}, pattern {i}: {pattern.Text}\nline: {text}\nengine: {expected}\nscanner: {actual}");
            }
        }

        Assert.True(scanners > patterns / 5, $"only {scanners} of {patterns} patterns became scanners");
        Assert.True(matches > scanners * LinesAPattern / 4, $"only {matches} lines of {scanners} scanners matched");
    }

    [Theory]
    [InlineData(
        @"(?<host>\S+) \S+ \S+ \[(?<time>[^\]]+)\] ""(?<method>[A-Z]+) (?<path>\S+) [^""]*"" (?<status>\d+) "
            + @"(?<size>\d+|-)",
        "::1 - - [17/May/2015:10:05:03 +0000] \"GET /é?b HTTP/1.1\" 200 -",
        "::1|17/May/2015:10:05:03 +0000|GET|/é?b|200|-")]
    [InlineData(@"(?<level>[A-Z]+)(?: \[(?<thread>[^\]]*)\])? (?<ms>\d+)ms (?<text>.*)",
        "INFO [main] 12ms all is well", "INFO|main|12|all is well")]
    [InlineData(@"(?<level>[A-Z]+)(?: \[(?<thread>[^\]]*)\])? (?<ms>\d+)ms (?<text>.*)",
        "INFO 12ms 😀", "INFO|-|12|😀")]
    [InlineData(@"(?<logger>\S+): (?<text>.*)", "com.example:8080: up: yes", "com.example:8080|up: yes")]
    [InlineData(@"^(?<date>\d{4}-\d\d-\d\d)[T ](?<time>[\d:.]+)Z?\s+(?<word>\w+)$",
        "2015-05-17T10:05:03.5Z \u00A0größe", "2015-05-17|10:05:03.5|größe")]
    [InlineData(@"(?<verb>GET|POST|PUT) (?<rest>.*)", "PUT /a", "PUT|/a")]
    [InlineData(@"(?<key>[^=]+)=(?<value>(?:[^\\]|\\.)*)", @"a=b\=c", @"a|b\=c")]
    public void Patterns_of_logs_are_scanned(string pattern, string line, string expected)
    {
        var parser = LineScanner.Create(pattern);
        Assert.IsType<LineScanner>(parser);
        Assert.Equal(expected, Show(parser, line));
        Assert.Equal(expected, Show(new RegexLineParser(pattern), line));
    }

    [Theory]
    [InlineData(@"(?<a>.*) (?<b>\d+)")]
    [InlineData(@"(?<a>.*?),(?<b>.*)")]
    [InlineData(@"(?<a>\w+)(?<b>\d+)")]
    [InlineData(@"(?i)(?<a>get)")]
    [InlineData(@"(?:(?<a>x)|y)*")]
    [InlineData(@"(?<a>x)(?<a>y)")]
    [InlineData(@"\b(?<a>\w+)\b")]
    [InlineData(@"(?<a>[a-z-[aeiou]]+)")]
    [InlineData(@"(?<a>x*)*")]
    [InlineData(@"(?:^(?<a>x))?y")]
    [InlineData(@"(?<a>x$)\n?")]
    public void A_pattern_that_looks_ahead_do_not_decide_is_left_to_the_engine(string pattern) =>
        Assert.IsType<RegexLineParser>(LineScanner.Create(pattern));

    [Fact]
    public void A_pattern_that_is_nested_deep_is_left_to_the_engine() => Assert.IsType<RegexLineParser>(
        LineScanner.Create($"{new string('(', 500)}(?<a>x){new string(')', 500)}"));

    private static string Show(ILineParser parser, string line)
    {
        var utf8 = Encoding.UTF8.GetBytes(line);
        var captures = new Capture[parser.Names.Count];
        return parser.Parse(utf8, captures) is { } error ? $"!{error}" : string.Join('|', captures.Select(
            c => c.Start < 0 ? "-" : Encoding.UTF8.GetString(utf8.AsSpan(c.Start, c.Length))));
    }
}

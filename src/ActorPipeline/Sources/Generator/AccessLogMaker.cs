using ActorPipeline.Plan;

namespace ActorPipeline.Sources.Generator;

/// <summary>
/// Lines of a web server's access log in Apache's combined format,
/// <c>%h %l %u %t "%r" %&gt;s %b "%{Referer}i" "%{User-Agent}i"</c>. Hosts and paths are drawn from as many as there
/// are keys. <c>304 Not Modified</c> has no bytes, which Apache writes as <c>-</c>.
/// </summary>
internal sealed class AccessLogMaker(GeneratorSourceSpec spec) : RecordMaker(spec)
{
    // Odd, so that ranks up to 2^24 become different addresses.
    private const uint AddressStep = 0x9E3779;
    private const int AddressMask = (1 << 24) - 1;
    private const int NotModified = 304;

    private static readonly byte[][] Months =
    [
        [.. "Jan"u8], [.. "Feb"u8], [.. "Mar"u8], [.. "Apr"u8], [.. "May"u8], [.. "Jun"u8],
        [.. "Jul"u8], [.. "Aug"u8], [.. "Sep"u8], [.. "Oct"u8], [.. "Nov"u8], [.. "Dec"u8],
    ];

    // Shares in percent are entries in tables of a hundred.
    private static readonly byte[][] Methods = Spread<byte[]>(
        ([.. "GET"u8], 84), ([.. "POST"u8], 11), ([.. "HEAD"u8], 2), ([.. "OPTIONS"u8], 2), ([.. "DELETE"u8], 1));

    private static readonly int[] Statuses = Spread(
        (200, 78), (NotModified, 8), (404, 5), (302, 3), (301, 2), (403, 1), (401, 1), (500, 1), (503, 1));

    private static readonly (byte[] Before, byte[] After)[] Paths =
    [
        ([.. "/products/"u8], []),
        ([.. "/images/p"u8], [.. ".jpg"u8]),
        ([.. "/api/v1/orders/"u8], []),
        ([.. "/search?q=item"u8], [.. "&page=1"u8]),
        ([.. "/static/app."u8], [.. ".js"u8]),
        ([.. "/blog/2023/post-"u8], [.. "/"u8]),
        ([.. "/cart/"u8], [.. "/checkout"u8]),
        ([.. "/users/"u8], [.. "/profile"u8]),
    ];

    private static readonly byte[][] Referers =
    [
        [.. "-"u8], [.. "-"u8], [.. "-"u8],
        [.. "https://www.example.com/"u8],
        [.. "https://www.example.com/products"u8],
        [.. "https://search.example.org/?q=shop"u8],
    ];

    private static readonly byte[][] Agents =
    [
        [.. "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0.0.0 "u8,
            .. "Safari/537.36"u8],
        [.. "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "u8,
            .. "Version/17.1 Safari/605.1.15"u8],
        [.. "Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/119.0"u8],
        [.. "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "u8,
            .. "Version/17.1 Mobile/15E148 Safari/604.1"u8],
        [.. "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"u8],
        [.. "curl/8.4.0"u8],
    ];

    /// <inheritdoc />
    protected override ReadOnlySpan<byte> BadTime => "99/Xyz"u8;

    /// <inheritdoc />
    protected override void Write(
        ref LineWriter line, ref RecordRandom random, long ordinal, long timeUs, out RecordMarks marks)
    {
        Address(ref line, Keys.Draw(ref random));
        line.Text(" - - ["u8);
        var timeAt = line.Length;
        Time(ref line, timeUs);
        line.Text(" +0000] \""u8);
        line.Text(Methods[random.Below(Methods.Length)]);
        line.Text(" "u8);
        var textAt = line.Length;
        var path = Keys.Draw(ref random);
        var (before, after) = Paths[path % Paths.Length];
        line.Text(before);
        line.Number(path);
        line.Text(after);
        line.Text(" HTTP/1.1\" "u8);
        var status = Statuses[random.Below(Statuses.Length)];
        line.Number(status);
        line.Text(" "u8);
        Size(ref line, status, ref random);
        line.Text(" \""u8);
        line.Text(Referers[random.Below(Referers.Length)]);
        line.Text("\" \""u8);
        line.Text(Agents[random.Below(Agents.Length)]);
        line.Text("\""u8);
        marks = new RecordMarks(textAt, timeAt);
    }

    private static T[] Spread<T>(params (T Value, int Percent)[] shares) =>
        [.. shares.SelectMany(share => Enumerable.Repeat(share.Value, share.Percent))];

    private static void Address(ref LineWriter line, int rank)
    {
        var bits = (uint)(rank + 1) * AddressStep & AddressMask;
        line.Number(20 + (bits % 180));
        line.Text("."u8);
        line.Number(bits >> 16);
        line.Text("."u8);
        line.Number((bits >> 8) & 0xFF);
        line.Text("."u8);
        line.Number(bits & 0xFF);
    }

    // dd/MMM/yyyy:HH:mm:ss
    private static void Time(ref LineWriter line, long timeUs)
    {
        var time = DateTime.UnixEpoch.AddTicks(timeUs * TimeSpan.TicksPerMicrosecond);
        var (year, month, day) = time;
        line.TwoDigits(day);
        line.Text("/"u8);
        line.Text(Months[month - 1]);
        line.Text("/"u8);
        line.Number(year);
        line.Text(":"u8);
        line.TwoDigits(time.Hour);
        line.Text(":"u8);
        line.TwoDigits(time.Minute);
        line.Text(":"u8);
        line.TwoDigits(time.Second);
    }

    // Most answers are small, some are large: each doubling is as likely as the last.
    private static void Size(ref LineWriter line, int status, ref RecordRandom random)
    {
        if (status == NotModified)
        {
            line.Text("-"u8);
            return;
        }

        var scale = 128 << random.Below(10);
        line.Number(scale + random.Below(scale));
    }
}

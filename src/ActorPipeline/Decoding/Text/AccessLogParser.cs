namespace ActorPipeline.Decoding;

/// <summary>
/// The common and the combined log format:
/// <c>host ident user [time] "method path protocol" status size "referer" "agent"</c>. A field that is <c>-</c> is
/// null. Quoted fields end at a quote without a backslash before it; their text is kept as it is written. A user may
/// hold spaces. A request that does not start with a method (capital letters) is all path; one that does not end in
/// <c>HTTP/...</c> has no protocol.
/// </summary>
internal sealed class AccessLogParser : ILineParser
{
    private const int Host = 0;
    private const int Ident = 1;
    private const int User = 2;
    private const int Time = 3;
    private const int Method = 4;
    private const int Path = 5;
    private const int Protocol = 6;
    private const int Status = 7;
    private const int Size = 8;
    private const int Referer = 9;
    private const int Agent = 10;
    private readonly OffsetErrors _noWord = new("expected a field at byte ");
    private readonly OffsetErrors _noSpace = new("expected a space at byte ");
    private readonly OffsetErrors _noTime = new("expected '[' before the time at byte ");
    private readonly OffsetErrors _openTime = new("expected ']' after the time that starts at byte ");
    private readonly OffsetErrors _noQuote = new("expected '\"' before a quoted field at byte ");
    private readonly OffsetErrors _openQuote = new("expected '\"' after the quoted field that starts at byte ");
    private readonly OffsetErrors _noNumber = new("expected a number or '-' at byte ");
    private readonly OffsetErrors _excess = new("expected the end of the line at byte ");
    private readonly bool _combined;

    /// <summary>Creates a parser of one of the two formats.</summary>
    public AccessLogParser(bool combined)
    {
        _combined = combined;
        Names = [.. ReadyPatterns.All[combined ? ReadyPatterns.Combined : ReadyPatterns.Common].Select(c => c.Path)];
    }

    /// <inheritdoc />
    public IReadOnlyList<string> Names { get; }

    /// <inheritdoc />
    public string? Parse(ReadOnlySpan<byte> line, Span<Capture> captures)
    {
        var at = 0;
        var error = TakeWord(line, ref at, out captures[Host])
            ?? TakeSpace(line, ref at)
            ?? TakeWord(line, ref at, out captures[Ident])
            ?? TakeSpace(line, ref at)
            ?? TakeUserAndTime(line, ref at, captures)
            ?? TakeSpace(line, ref at)
            ?? TakeQuoted(line, ref at, out captures[Path])
            ?? TakeSpace(line, ref at)
            ?? TakeNumber(line, ref at, out captures[Status])
            ?? TakeSpace(line, ref at)
            ?? TakeNumber(line, ref at, out captures[Size]);
        if (_combined)
        {
            error = error
                ?? TakeSpace(line, ref at)
                ?? TakeQuoted(line, ref at, out captures[Referer])
                ?? TakeSpace(line, ref at)
                ?? TakeQuoted(line, ref at, out captures[Agent]);
        }

        error ??= at == line.Length ? null : _excess.At(at);
        if (error is null)
        {
            SplitRequest(line, captures);
        }

        return error;
    }

    private string? TakeWord(ReadOnlySpan<byte> line, ref int at, out Capture word)
    {
        var length = line[at..].IndexOf((byte)' ');
        length = length < 0 ? line.Length - at : length;
        word = Captured(line, at, length);
        at += length;
        return length > 0 ? null : _noWord.At(at);
    }

    private string? TakeSpace(ReadOnlySpan<byte> line, ref int at)
    {
        if (at >= line.Length || line[at] != ' ')
        {
            return _noSpace.At(at);
        }

        at++;
        return null;
    }

    private string? TakeUserAndTime(ReadOnlySpan<byte> line, ref int at, Span<Capture> captures)
    {
        var length = line[at..].IndexOf(" ["u8);
        if (length <= 0)
        {
            var space = line[at..].IndexOf((byte)' ');
            return space > 0 ? _noTime.At(at + space + 1) : _noWord.At(at);
        }

        captures[User] = Captured(line, at, length);
        at += length + 2;
        length = line[at..].IndexOf((byte)']');
        if (length < 0)
        {
            return _openTime.At(at);
        }

        captures[Time] = Captured(line, at, length);
        at += length + 1;
        return null;
    }

    private string? TakeQuoted(ReadOnlySpan<byte> line, ref int at, out Capture text)
    {
        text = Capture.None;
        if (at >= line.Length || line[at] != '"')
        {
            return _noQuote.At(at);
        }

        var start = ++at;
        while (true)
        {
            var stop = at < line.Length ? line[at..].IndexOfAny((byte)'"', (byte)'\\') : -1;
            if (stop < 0)
            {
                return _openQuote.At(start);
            }

            at += stop;
            if (line[at] == '"')
            {
                text = Captured(line, start, at - start);
                at++;
                return null;
            }

            at += 2;
        }
    }

    private string? TakeNumber(ReadOnlySpan<byte> line, ref int at, out Capture number)
    {
        var length = line[at..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        length = length < 0 ? line.Length - at : length;
        length = length == 0 && line[at..] is [(byte)'-', ..] ? 1 : length;
        number = Captured(line, at, length);
        at += length;
        return length > 0 ? null : _noNumber.At(at);
    }

    private static void SplitRequest(ReadOnlySpan<byte> line, Span<Capture> captures)
    {
        var request = captures[Path];
        captures[Method] = Capture.None;
        captures[Protocol] = Capture.None;
        if (request.Start < 0)
        {
            return;
        }

        var text = line.Slice(request.Start, request.Length);
        var method = text.IndexOf((byte)' ');
        if (method <= 0 || text[..method].IndexOfAnyExceptInRange((byte)'A', (byte)'Z') >= 0)
        {
            return;
        }

        captures[Method] = new Capture(request.Start, method);
        var pathEnd = text.LastIndexOf((byte)' ');
        if (pathEnd > method && text[(pathEnd + 1)..].StartsWith("HTTP/"u8))
        {
            captures[Protocol] = new Capture(request.Start + pathEnd + 1, text.Length - pathEnd - 1);
        }
        else
        {
            pathEnd = text.Length;
        }

        captures[Path] = new Capture(request.Start + method + 1, pathEnd - method - 1);
    }

    private static Capture Captured(ReadOnlySpan<byte> line, int start, int length) =>
        length == 1 && line[start] == '-' ? Capture.None : new Capture(start, length);
}

using System.Runtime.CompilerServices;
using System.Text;

namespace ActorPipeline.Decoding;

/// <summary>
/// A pattern of which every step is decided by what stands ahead: it reads UTF-8 from left to right, without a string
/// and without going back. What can't be decided on bytes (a pattern that would take half of a surrogate pair) is left
/// to the regular expression engine, line by line.
/// </summary>
internal sealed class LineScanner : ILineParser
{
    private const int No = -1;
    private const int Unsure = -2;
    private readonly RegexLineParser _engine;
    private readonly ScanStep[] _steps;

    private LineScanner(RegexLineParser engine, ScanStep[] steps) => (_engine, _steps) = (engine, steps);

    /// <inheritdoc />
    public IReadOnlyList<string> Names => _engine.Names;

    /// <summary>The fastest parser of a pattern that gives what the engine gives.</summary>
    /// <exception cref="DecoderException">The pattern can't be used.</exception>
    public static ILineParser Create(string pattern)
    {
        var engine = new RegexLineParser(pattern);
        return ScanCompiler.TryCompile(pattern, engine.Names) is { } steps ? new LineScanner(engine, steps) : engine;
    }

    /// <inheritdoc />
    public string? Parse(ReadOnlySpan<byte> line, Span<Capture> captures)
    {
        captures.Fill(Capture.None);
        var result = Scan(line, captures);
        return result >= 0 ? null : result == No ? RegexLineParser.NoMatch : _engine.Parse(line, captures);
    }

    private int Scan(ReadOnlySpan<byte> line, Span<Capture> captures)
    {
        var at = 0;
        var steps = _steps;
        for (var i = 0; ; i++)
        {
            ref readonly var step = ref steps[i];
            int length;
            switch (step.Kind)
            {
                case ScanStepKind.Byte:
                    length = at < line.Length && line[at] == step.Target ? 1 : No;
                    break;
                case ScanStepKind.Start:
                    captures[step.Target] = new Capture(at, 0);
                    continue;
                case ScanStepKind.End:
                    var start = captures[step.Target].Start;
                    captures[step.Target] = new Capture(start, at - start);
                    continue;
                case ScanStepKind.Run:
                    length = Run(line[at..], in step);
                    break;
                case ScanStepKind.Literal:
                    length = line[at..].StartsWith(step.Bytes) ? step.Bytes.Length : No;
                    break;
                case ScanStepKind.CountedRun:
                    length = CountedRun(line[at..], in step);
                    break;
                case ScanStepKind.RunAhead:
                    length = RunAhead(line[at..], in step);
                    break;
                case ScanStepKind.Test:
                    i = step.Set.Has(UnitAt(line[at..], step.Ahead)) ? i : step.Target - 1;
                    continue;
                case ScanStepKind.Jump:
                    i = step.Target - 1;
                    continue;
                default:
                    return at == line.Length ? at : No;
            }

            if (length < 0)
            {
                return length;
            }

            at += length;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Run(ReadOnlySpan<byte> text, in ScanStep step)
    {
        var stop = text.IndexOfAny(step.Set.Stops);
        if (stop < 0)
        {
            stop = text.Length;
        }
        else if (text[stop] >= 0x80)
        {
            return CountedRun(text, in step);
        }

        return stop >= step.Min ? stop : No;
    }

    private static int CountedRun(ReadOnlySpan<byte> text, in ScanStep step)
    {
        var (set, max) = (step.Set, step.Max);
        var (at, count) = (0, 0);
        while (count < max && at < text.Length)
        {
            if (text[at] < 0x80)
            {
                if (!set.Has(text[at]))
                {
                    break;
                }

                at++;
                count++;
                continue;
            }

            Rune.DecodeFromUtf8(text[at..], out var rune, out var bytes);
            var (first, second) = Units(rune);
            if (!set.Has(first))
            {
                break;
            }

            if (!rune.IsBmp && (!set.Has(second) || count + 1 == max))
            {
                return Unsure;
            }

            at += bytes;
            count += rune.Utf16SequenceLength;
        }

        return count >= step.Min ? at : No;
    }

    /// <summary>
    /// As long as what stands ahead lets the run go on, it can't end, and where it does not, it can't go on. Only ASCII
    /// is that simple to look ahead in.
    /// </summary>
    private static int RunAhead(ReadOnlySpan<byte> text, in ScanStep step)
    {
        var from = Math.Min(text.Length, step.Min + step.Ahead);
        var stop = text[from..].IndexOfAny(step.Going.Doubtful);
        stop = stop < 0 ? text.Length : from + stop;
        if (!Ascii.IsValid(text[..from]) || (stop < text.Length && text[stop] >= 0x80))
        {
            return Unsure;
        }

        var isEndless = stop == text.Length && step.Going.HasEnd;
        var length = Math.Min(step.Max, isEndless ? int.MaxValue : Math.Max(step.Min, stop - step.Ahead));
        return length <= text.Length && !text[..length].ContainsAny(step.Set.Doubtful) ? length : No;
    }

    /// <summary>The character that stands so many characters ahead.</summary>
    private static int UnitAt(ReadOnlySpan<byte> text, int ahead)
    {
        while (!text.IsEmpty)
        {
            if (text[0] < 0x80)
            {
                if (ahead == 0)
                {
                    return text[0];
                }

                ahead--;
                text = text[1..];
                continue;
            }

            Rune.DecodeFromUtf8(text, out var rune, out var bytes);
            var (first, second) = Units(rune);
            if (ahead < rune.Utf16SequenceLength)
            {
                return ahead == 0 ? first : second;
            }

            ahead -= rune.Utf16SequenceLength;
            text = text[bytes..];
        }

        return PatternAlphabet.Units;
    }

    private static (int First, int Second) Units(Rune rune)
    {
        Span<char> units = stackalloc char[2];
        return rune.EncodeToUtf16(units) == 1 ? (units[0], 0) : (units[0], units[1]);
    }
}

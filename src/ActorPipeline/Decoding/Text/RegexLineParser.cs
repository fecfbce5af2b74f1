using System.Text;
using System.Text.RegularExpressions;
using ActorPipeline.Notation;

namespace ActorPipeline.Decoding;

/// <summary>
/// A regular expression with named groups that has to match the whole line; in linear time, whatever the line. The
/// platform gives groups only for strings, so each line costs a string and a match.
/// </summary>
internal sealed class RegexLineParser : ILineParser
{
    /// <summary>What is said of a line that does not match.</summary>
    public const string NoMatch = "the line does not match the pattern";
    private readonly Regex _regex;
    private readonly int[] _groups;

    /// <summary>Compiles the expression. </summary>
    /// <exception cref="DecoderException">It is wrong, or can't be used; says where.</exception>
    public RegexLineParser(string pattern)
    {
        // Compiled by itself first: so that errors count from its first character and anchoring can't repair it.
        _ = Compile(pattern, pattern);
        _regex = Compile($@"\A(?:{pattern})\z", pattern);
        Names = [.. _regex.GetGroupNames().Where(name => !char.IsAsciiDigit(name[0]))];
        _groups = [.. Names.Select(_regex.GroupNumberFromName)];
    }

    /// <inheritdoc />
    public IReadOnlyList<string> Names { get; }

    /// <inheritdoc />
    public string? Parse(ReadOnlySpan<byte> line, Span<Capture> captures)
    {
        var text = Encoding.UTF8.GetString(line);
        var match = _regex.Match(text);
        if (!match.Success)
        {
            return NoMatch;
        }

        var ascii = text.Length == line.Length;
        for (var i = 0; i < _groups.Length; i++)
        {
            var group = match.Groups[_groups[i]];
            captures[i] = !group.Success ? Capture.None
                : ascii ? new Capture(group.Index, group.Length)
                : ToBytes(text, group);
        }

        return null;
    }

    private static Capture ToBytes(string text, Group group)
    {
        var start = ByteOffset(text, group.Index);
        return new Capture(start, ByteOffset(text, group.Index + group.Length) - start);
    }

    /// <summary>
    /// The bytes before a place. To the engine a character beyond 16 bits is two, so that it may part them; where it
    /// does, the place is behind both.
    /// </summary>
    private static int ByteOffset(string text, int index) => Encoding.UTF8.GetByteCount(text.AsSpan(
        0, index > 0 && index < text.Length && char.IsSurrogatePair(text[index - 1], text[index]) ? index + 1 : index));

    private static Regex Compile(string pattern, string original)
    {
        try
        {
            return LinearPattern.Compile(pattern);
        }
        catch (RegexParseException error)
        {
            throw new DecoderException(
                $"the pattern '{original}' is not a regular expression: {error.Error} at position {error.Offset}",
                $"{error.Error}",
                error.Offset,
                error);
        }
        catch (ArgumentException error)
        {
            throw new DecoderException(
                $"the pattern '{original}' can't be used: {error.Message}", error.Message, -1, error);
        }
    }
}

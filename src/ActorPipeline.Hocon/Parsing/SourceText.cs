using System.Buffers;
using System.Text.Unicode;
using ActorPipeline.Hocon.Origins;

namespace ActorPipeline.Hocon.Parsing;

/// <summary>The characters of one source and where relative includes in it start from.</summary>
internal sealed record SourceText(Source Source, string Text, string? Directory)
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>Decodes a file strictly: the specification requires valid UTF-8.</summary>
    public static SourceText Decode(Source source, ReadOnlySpan<byte> bytes, string? directory)
    {
        var characters = new char[bytes.Length];
        var status = Utf8.ToUtf16(bytes, characters, out var read, out var written, replaceInvalidSequences: false);
        if (status != OperationStatus.Done)
        {
            var before = characters.AsSpan(0, written);
            var line = before.Count('\n') + 1;
            var column = written - before.LastIndexOf('\n');
            throw new Position(source, line, column).Error(
                $"the byte 0x{bytes[read]:X2} is not valid UTF-8; save the file in UTF-8");
        }

        var text = characters.AsSpan(0, written);
        return new SourceText(source, new string(text.StartsWith([ByteOrderMark]) ? text[1..] : text), directory);
    }
}

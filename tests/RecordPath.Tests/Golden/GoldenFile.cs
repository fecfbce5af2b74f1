using System.Globalization;
using System.Text;

namespace RecordPath.Tests.Golden;

/// <summary>
/// A text file beside these tests that pins a format: a title, the bytes as hex, and what they mean. Today's writer
/// must give these bytes, and today's reader this meaning, so that neither can drift, nor both together.
/// </summary>
internal static class GoldenFile
{
    /// <summary>Set to <see cref="Write"/>, the tests write the files instead of comparing.</summary>
    private const string Switch = "RECORDPATH_GOLDEN";

    private const string Write = "write";
    private const int BytesALine = 16;

    // The sources' folder, not the build's: that is where files are written to.
    private static readonly string _folder = Find(AppContext.BaseDirectory);

    private static bool IsWriting => Environment.GetEnvironmentVariable(Switch) == Write;

    /// <summary>Compares bytes, and what they mean, with a file.</summary>
    /// <param name="name">The file's name, without its ending.</param>
    /// <param name="title">What it holds.</param>
    /// <param name="written">What today's writer gives.</param>
    /// <param name="read">Today's reader: bytes to lines of text.</param>
    public static void Check(string name, string title, byte[] written, Func<byte[], IEnumerable<string>> read)
    {
        if (IsWriting)
        {
            WriteText(name, Render(title, written, read(written)));
        }

        var golden = ReadText(name);
        var bytes = Bytes(golden);
        Same(name, "the writer", golden, Render(title, written, Meaning(golden)));
        Same(name, "the reader", golden, Render(title, bytes, read(bytes)));
    }

    /// <summary>Compares what the bytes of a file mean, which nobody writes any more.</summary>
    /// <param name="name">The file's name, without its ending.</param>
    /// <param name="read">Today's reader: bytes to lines of text.</param>
    public static void CheckReader(string name, Func<byte[], IEnumerable<string>> read)
    {
        var golden = ReadText(name);
        var bytes = Bytes(golden);
        Same(name, "the reader", golden, Render(golden.Split("\n\n", 2)[0], bytes, read(bytes)));
    }

    /// <summary>Compares a text with a file that holds nothing else.</summary>
    public static void CheckText(string name, string written)
    {
        if (IsWriting)
        {
            WriteText(name, written);
        }

        Same(name, "the program", ReadText(name), written);
    }

    /// <summary>The bytes that a file shows as hex.</summary>
    public static byte[] ReadBytes(string name) => Bytes(ReadText(name));

    /// <summary>A file's text.</summary>
    public static string ReadText(string name) => File.ReadAllText(PathOf(name));

    /// <summary>
    /// Bytes as people read them: offset, hex, characters; a star stands for lines that are like the one before.
    /// </summary>
    private static string Hex(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        var before = "";
        for (var at = 0; at < bytes.Length; at += BytesALine)
        {
            var line = bytes[at..Math.Min(bytes.Length, at + BytesALine)];
            var hex = Convert.ToHexStringLower(line);
            if (hex != before || at + BytesALine >= bytes.Length)
            {
                text.Append(CultureInfo.InvariantCulture, $"{at:x4} ");
                text.Append(string.Concat(hex.Chunk(2).Select(b => $" {b[0]}{b[1]}")).PadRight(3 * BytesALine));
                text.Append("  ").Append([.. line.ToArray().Select(b => b is >= 0x20 and < 0x7F ? (char)b : '.')]);
                text.Append('\n');
            }
            else if (!text.ToString().EndsWith("*\n", StringComparison.Ordinal))
            {
                text.Append("*\n");
            }

            before = hex;
        }

        return text.ToString();
    }

    private static string Render(string title, ReadOnlySpan<byte> bytes, IEnumerable<string> meaning) =>
        $"{title}\n\n{Hex(bytes)}\n{string.Concat(meaning.Select(line => line + "\n"))}";

    private static byte[] Bytes(string golden)
    {
        var bytes = new List<byte>();
        byte[] line = [];
        foreach (var text in golden.Split("\n\n", 3)[1].Split('\n').Where(text => text != "*"))
        {
            var at = int.Parse(text[..4], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            while (bytes.Count < at)
            {
                bytes.AddRange(line);
            }

            line = Convert.FromHexString(text.Substring(5, 3 * BytesALine).Replace(" ", "", StringComparison.Ordinal));
            bytes.AddRange(line);
        }

        return [.. bytes];
    }

    private static string[] Meaning(string golden) => golden.Split("\n\n", 3)[2].TrimEnd('\n').Split('\n');

    private static void Same(string name, string who, string golden, string now)
    {
        if (golden != now)
        {
            Assert.Fail(
                $"{name}.golden pins a format that {who} has left. What is on disks out there has it, and must open "
                + "for ever: give the new bytes a version of their own, with a golden file of its own, and keep "
                + $"reading this one. (Only for a format that nobody has yet: {Switch}={Write} writes the files.)\n"
                + FirstDifference(golden.Split('\n'), now.Split('\n')));
        }
    }

    private static string FirstDifference(string[] golden, string[] now)
    {
        var at = 0;
        while (at < golden.Length && at < now.Length && golden[at] == now[at])
        {
            at++;
        }

        return $"line {at + 1}\n  golden: {golden.ElementAtOrDefault(at)}\n  now:    {now.ElementAtOrDefault(at)}";
    }

    private static void WriteText(string name, string text) => File.WriteAllText(PathOf(name), text);

    private static string PathOf(string name) => Path.Combine(_folder, name + ".golden");

    private static string Find(string directory) => File.Exists(Path.Combine(directory, "ActorPipeline.sln"))
        ? Path.Combine(directory, "tests", "RecordPath.Tests", "Golden", "Files")
        : Find(Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("not in the repository"));
}

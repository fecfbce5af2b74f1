using System.Text;
using ActorPipeline.Journal;

namespace ActorPipeline.Node.Demo;

/// <summary>The demo's pipeline: the bundled access-log.conf with another source and other paths.</summary>
internal static class DemoFile
{
    private const string BundledName = "access-log.conf";
    private const string Generated =
        "source = { generator = { kind = access-log, seed = 7, count = 2000000, out-of-order = 3s, "
        + "malformed = 0.001 } }";

    /// <summary>Writes the file; one that was edited is kept beside it.</summary>
    /// <param name="path">Where.</param>
    /// <param name="log">An access log, absolute; null for a made-up one.</param>
    public static void Write(string path, string? log)
    {
        var text = Text(log);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (File.Exists(path) && File.ReadAllText(path) != text)
            {
                File.Move(path, path + ".old", overwrite: true);
            }

            File.WriteAllText(path, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(
                $"The demo can't write {path}: {e.Message} Run it in a directory that you may write to.",
                JournalFault.ReadOnly,
                e);
        }
    }

    /// <summary>The file's text.</summary>
    public static string Text(string? log)
    {
        var lines = Bundled().Split('\n').ToList();
        var title = lines.FindIndex(l => l.StartsWith("pipeline", StringComparison.Ordinal));
        lines.RemoveRange(1, title - 3);
        if (log is null)
        {
            Replace(lines, "source", Generated, "# Two million made-up lines of an access log, always the same ones;"
                + "\n# 1 in 1000 is broken, some come late.");
        }
        else
        {
            var quoted = System.Text.Json.JsonEncodedText.Encode(
                log, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
            Replace(lines, "source", $"source = {{ files = [\"{quoted}\"] }}", "# The log that the demo was given.");
        }

        Replace(lines, "sink", "sink = { file = \"results.ndjson\" }", null);
        Replace(lines, "data-dir", "data-dir = \"data\"", null);
        return string.Join('\n', lines);
    }

    /// <summary>Replaces a setting, which stands in one line, and perhaps the comment above it.</summary>
    private static void Replace(List<string> lines, string key, string setting, string? comment)
    {
        var at = lines.FindIndex(l => l.StartsWith(key + " ", StringComparison.Ordinal));
        lines[at] = setting;
        if (comment is null)
        {
            return;
        }

        while (lines[at - 1].StartsWith('#'))
        {
            lines.RemoveAt(--at);
        }

        lines.Insert(at, comment);
    }

    private static string Bundled()
    {
        using var stream = typeof(DemoFile).Assembly.GetManifestResourceStream(BundledName)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}

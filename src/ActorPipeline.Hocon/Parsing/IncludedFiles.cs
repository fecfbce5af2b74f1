using ActorPipeline.Hocon.Origins;

namespace ActorPipeline.Hocon.Parsing;

/// <summary>Which files the name in an include statement means.</summary>
internal static class IncludedFiles
{
    private const string HoconExtension = ".conf";
    private const string JsonExtension = ".json";
    private const string PropertiesExtension = ".properties";

    /// <summary>
    /// The existing files, in the order in which they are merged. A name without a known extension stands for the file
    /// of that name, then <c>name.json</c>, then <c>name.conf</c>.
    /// </summary>
    public static List<string> Find(string name, string? directory, bool isFile, Position position)
    {
        var relative = isFile ? name : FileOf(name, position);
        if (relative.Length == 0 || relative.Contains('\0', StringComparison.Ordinal))
        {
            throw position.Error("the name of the included file is empty or has a NUL in it; write the name of a file");
        }

        if (directory is null && !Path.IsPathRooted(relative))
        {
            throw position.Error($"\"{name}\" is relative, but this text is not in a file that it could be relative to;"
                + " write an absolute path");
        }

        var path = Path.GetFullPath(Path.Combine(directory ?? "", relative));
        var extension = Path.GetExtension(path);
        if (extension == PropertiesExtension)
        {
            throw position.Error("Java properties files are not supported; rewrite the file in HOCON as .conf");
        }

        string[] candidates = extension is HoconExtension or JsonExtension
            ? [path]
            : [path, path + JsonExtension, path + HoconExtension];
        return [.. candidates.Where(File.Exists)];
    }

    public static string Where(string? directory) => directory is null ? "" : $" in {directory}";

    private static string FileOf(string name, Position position)
    {
        if (!name.Contains("://", StringComparison.Ordinal) || !Uri.TryCreate(name, UriKind.Absolute, out var uri))
        {
            return name;
        }

        return uri.IsFile
            ? uri.LocalPath
            : throw position.Error($"\"{name}\" is a URL, and including URLs is not supported; download it, and"
                + " include the file");
    }
}

using ActorPipeline.Hocon;

namespace ActorPipeline.Node.Configuration;

/// <summary>What the binders of one file share: the problems and the settings in effect, as they find them.</summary>
internal sealed class BindContext(HoconOrigin file, string fileDirectory, string currentDirectory)
{
    private readonly List<ConfigProblem> _problems = [];
    private readonly List<Setting> _settings = [];
    private readonly HashSet<string> _distrusted = new(StringComparer.Ordinal);

    /// <summary>The file as a whole, for what is missing in it.</summary>
    public HoconOrigin File { get; } = file;

    /// <summary>The file's path, absolute.</summary>
    public required string FilePath { get; init; }

    /// <summary>Where it lies, absolute.</summary>
    public string FileDirectory { get; } = fileDirectory;

    public IReadOnlyList<ConfigProblem> Problems => _problems;

    public IReadOnlyList<Setting> Settings => _settings;

    public void Problem(HoconOrigin origin, string path, string text)
    {
        // One mistake is often met twice, by its own binder and by one that builds on it.
        if (!_problems.Exists(p => p.Origin == origin && p.Path == path))
        {
            _problems.Add(new ConfigProblem(origin, path, text));
        }
    }

    /// <summary>Notes a column that has a problem of its own: what is said of its use may not be true.</summary>
    public void Distrust(string? column)
    {
        if (column is not null)
        {
            _distrusted.Add(column);
        }
    }

    /// <summary>Whether a text has the name of such a column in it.</summary>
    public bool IsDistrusted(string text) => _distrusted.Any(name => Mentions(text, name));

    public void Use(string path, HoconValue value) => Use(path, value.ToString(), value.Origin);

    /// <summary>Notes a setting that is not to be shown as it was written.</summary>
    public void Use(string path, string shown, HoconOrigin origin) => _settings.Add(new Setting(path, shown, origin));

    public void UseDerived(string path, string value) =>
        _settings.Add(new Setting(path, $"\"{value}\"", Reference.Derived));

    /// <summary>Notes a default that is a path; it is shown as the file would say it.</summary>
    public void UseDerivedPath(string path, string fullPath) =>
        UseDerived(path, Path.GetRelativePath(FileDirectory, fullPath));

    /// <summary>Makes a path absolute: relative to the file that says it, or to the current directory.</summary>
    /// <exception cref="HoconException">It can't be a path.</exception>
    public string FullPath(string path, HoconOrigin origin)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new HoconException(origin, "it is empty; write a path");
        }

        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw new HoconException(origin, "it has the character U+0000 in it, which no path can have; "
                + "leave that out");
        }

        var start = origin switch
        {
            { File: { } file } => Path.GetDirectoryName(Path.GetFullPath(file, currentDirectory))!,
            _ when CommandLine.IsOrigin(origin) => currentDirectory,
            _ => FileDirectory,
        };
        return Path.GetFullPath(path, start);
    }

    private static bool Mentions(string text, string name)
    {
        for (var at = -1; (at = text.IndexOf(name, at + 1, StringComparison.Ordinal)) >= 0 && name.Length > 0;)
        {
            var end = at + name.Length;
            if ((at == 0 || !IsOfName(text[at - 1])) && (end == text.Length || !IsOfName(text[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOfName(char c) => char.IsLetterOrDigit(c) || c == '_';
}

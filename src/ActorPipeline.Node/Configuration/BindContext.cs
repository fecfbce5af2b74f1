using ActorPipeline.Hocon;

namespace ActorPipeline.Node.Configuration;

/// <summary>What the binders of one file share: the problems and the settings in effect, as they find them.</summary>
internal sealed class BindContext(HoconOrigin file, string fileDirectory, string currentDirectory)
{
    private readonly List<ConfigProblem> _problems = [];
    private readonly List<Setting> _settings = [];

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

    public void Use(string path, HoconValue value) => _settings.Add(new Setting(path, value.ToString(), value.Origin));

    public void UseDerived(string path, string value) =>
        _settings.Add(new Setting(path, $"\"{value}\"", Reference.Derived));

    /// <summary>Notes a default that is a path; it is shown as the file would say it.</summary>
    public void UseDerivedPath(string path, string fullPath) =>
        UseDerived(path, Path.GetRelativePath(FileDirectory, fullPath));

    /// <summary>Makes a path absolute: relative to the file that says it, or to the current directory.</summary>
    public string FullPath(string path, HoconOrigin origin)
    {
        var start = origin switch
        {
            { File: { } file } => Path.GetDirectoryName(Path.GetFullPath(file, currentDirectory))!,
            _ when CommandLine.IsOrigin(origin) => currentDirectory,
            _ => FileDirectory,
        };
        return Path.GetFullPath(path, start);
    }
}

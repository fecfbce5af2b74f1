namespace ActorPipeline.Tests.Decoding;

/// <summary>A test on real data, which a fresh clone does not have; skipped with a reason without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RealDataFactAttribute : FactAttribute
{
    public RealDataFactAttribute(string file)
    {
        if (PathOf(file) is null)
        {
            Skip = $"{file} is neither in $SHARED_DATA nor in ../shared/data beside the repository";
        }
    }

    /// <summary>Where the file is, or null.</summary>
    public static string? PathOf(string file)
    {
        var folders = new List<string>();
        if (Environment.GetEnvironmentVariable("SHARED_DATA") is { Length: > 0 } named)
        {
            folders.Add(named);
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            folders.Add(Path.Combine(folder.FullName, "shared", "data"));
        }

        return folders.Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
    }
}

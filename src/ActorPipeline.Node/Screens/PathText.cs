namespace ActorPipeline.Node.Screens;

/// <summary>Shows paths as short as an operator would type them.</summary>
internal sealed class PathText(string currentDirectory)
{
    /// <summary>Relative where the path is under the current directory, else absolute.</summary>
    public string Of(string path)
    {
        var relative = Path.GetRelativePath(currentDirectory, path);
        return relative == ".." || relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : relative;
    }
}

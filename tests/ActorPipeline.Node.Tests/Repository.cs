namespace ActorPipeline.Node.Tests;

/// <summary>Files of the repository that the tests run in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Hocon => Path.Combine(Root, "hocon");

    private static string Find(string directory) => File.Exists(Path.Combine(directory, "ActorPipeline.sln"))
        ? directory
        : Find(Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("Not in the repository."));
}

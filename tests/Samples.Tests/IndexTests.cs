namespace Samples.Tests;

public sealed class IndexTests
{
    [Fact]
    public void The_index_has_all_samples()
    {
        var samples = Find(AppContext.BaseDirectory);
        var index = File.ReadAllText(Path.Combine(samples, "README.md"));
        var folders = Directory.GetDirectories(samples).Select(Path.GetFileName).Except(["bin", "obj"]).ToList();
        Assert.True(folders.Count >= 6);
        Assert.All(folders, f => Assert.Contains($"| [{f}](", index, StringComparison.Ordinal));
    }

    private static string Find(string directory) => File.Exists(Path.Combine(directory, "Samples.Tests.csproj"))
        ? directory
        : Find(Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("Not in the repository."));
}

using ActorPipeline.Journal;

namespace ActorPipeline.Sql.Tests;

public sealed class DataDirectoryTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("data-").FullName;

    private string Data => Path.Combine(_root, "a", "b");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void It_is_created_with_its_parents_and_says_where_it_is()
    {
        using var directory = DataDirectory.Open(Data);

        Assert.True(Directory.Exists(Data));
        Assert.Equal(Data, directory.Path);
    }

    [Fact]
    public void A_second_holder_is_told_who_holds_it()
    {
        using var first = DataDirectory.Open(Data);

        var error = Assert.Throws<JournalException>(() => DataDirectory.Open(Data));

        Assert.Equal(JournalFault.Held, error.Fault);
        Assert.Contains($"held by process {Environment.ProcessId}.", error.Message, StringComparison.Ordinal);
        Assert.Contains(Data, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_next_holder_gets_it_after_the_first_has_let_go()
    {
        DataDirectory.Open(Data).Dispose();
        DataDirectory.Open(Data).Dispose();
    }

    [Fact]
    public void Files_that_a_killed_process_left_are_no_obstacle()
    {
        Directory.CreateDirectory(Data);
        File.WriteAllText(Path.Combine(Data, "lock"), "");
        File.WriteAllText(Path.Combine(Data, "lock.pid"), "1\n");

        using var directory = DataDirectory.Open(Data);

        Assert.Equal($"{Environment.ProcessId}\n", File.ReadAllText(Path.Combine(Data, "lock.pid")));
    }

    [Fact]
    public void A_file_in_its_place_is_reported()
    {
        var path = Path.Combine(_root, "file");
        File.WriteAllText(path, "");

        var error = Assert.Throws<JournalException>(() => DataDirectory.Open(path));

        Assert.Equal(JournalFault.ReadOnly, error.Fault);
        Assert.Contains("is a file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_that_can_not_be_written_is_reported()
    {
        // Not even a superuser can create a directory there.
        var path = OperatingSystem.IsLinux() ? "/sys/kernel/actor-pipeline" : "/dev/null/actor-pipeline";

        var error = Assert.Throws<JournalException>(() => DataDirectory.Open(path));

        Assert.Equal(JournalFault.ReadOnly, error.Fault);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }
}

using ActorPipeline.Sources;
using ActorPipeline.Sources.Files;

namespace ActorPipeline.Tests.Sources;

public sealed class FileListingTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("*.log", "B.log a.log a10.log a2.log")]
    [InlineData("a?.log", "a2.log")]
    [InlineData("**/*.log", "B.log a.log a10.log a2.log sub/c.log sub/deep/d.log")]
    [InlineData("sub/**", "sub/c.log sub/deep/d.log sub/x.txt")]
    [InlineData("*/*.log", "sub/c.log")]
    [InlineData("**/deep/*", "sub/deep/d.log")]
    [InlineData("./sub/../a.log", "a.log")]
    [InlineData(".*.log", ".hidden.log")]
    [InlineData("[x].log", "[x].log")]
    [InlineData("st*r.txt", "st*r.txt")]
    public void Patterns_match_as_in_a_shell_in_ordinal_order(string pattern, string expected)
    {
        foreach (var name in new[]
        {
            "a10.log", "a2.log", "a.log", "B.log", ".hidden.log", ".git/z.log", "sub/c.log", "sub/x.txt",
            "sub/deep/d.log", "[x].log", "st*r.txt", "stir.txt",
        })
        {
            _folder.Write(name, "x\n");
        }

        var names = List(pattern).Where(name => name != "[x].log" || pattern[0] == '[');
        Assert.Equal(expected, string.Join(' ', names));
    }

    [Fact]
    public void A_file_that_several_patterns_match_is_read_once()
    {
        _folder.Write("b", "b\n");
        _folder.Write("a", "a\n");
        Assert.Equal(["a", "b"], Reading.Texts(Reading.Files(_folder, "b", "*", _folder.At("a"))));
    }

    [Fact]
    public void Links_to_directories_above_do_not_go_in_circles()
    {
        _folder.Write("sub/a.log", "a\n");
        Directory.CreateSymbolicLink(_folder.At("sub/up"), _folder.Path);
        Assert.Equal("sub/a.log", string.Join(' ', List("**/*.log")));
    }

    [Fact]
    public void A_pattern_without_match_names_itself_and_its_directory()
    {
        _folder.Write("logs/a.txt", "");
        var message = Fails("logs/*.log");
        Assert.StartsWith($"No file matches logs/*.log in the directory {_folder.At("logs")}.", message);
    }

    [Fact]
    public void A_pattern_in_a_missing_directory_names_the_nearest_one()
    {
        _folder.Write("logs/a.txt", "");
        Assert.Equal(
            $"No file matches log/*.log: there is no directory {_folder.At("log")}. "
            + $"Do you mean {_folder.At("logs")}?",
            Fails("log/*.log"));
    }

    [Theory]
    [InlineData("acess.log", "access.log")]
    [InlineData("ACCESS.LOG", "access.log")]
    [InlineData("error.log", "error.log.1")]
    public void A_missing_file_is_an_error_with_the_nearest_name(string asked, string nearest)
    {
        _folder.Write("access.log", "");
        _folder.Write("error.log.1", "");
        _folder.Write("something.else", "");
        Assert.Equal(
            $"There is no file {_folder.At(asked)}. Do you mean {_folder.At(nearest)}?", Fails(asked));
    }

    [Fact]
    public void A_missing_file_without_near_name_is_an_error_that_says_where_paths_start()
    {
        _folder.Write("something.else", "");
        Assert.EndsWith("relative ones start at the directory of the pipeline's file.", Fails("a.log"));
    }

    [Fact]
    public void A_missing_directory_of_a_file_is_named()
    {
        Assert.Contains("its directory doesn't exist", Fails("no/a.log"));
    }

    [Fact]
    public void A_directory_is_no_file()
    {
        Directory.CreateDirectory(_folder.At("logs"));
        Assert.StartsWith(
            $"{_folder.At("logs")} is a directory. To read the files in it, write {_folder.At("logs/*")}",
            Fails("logs"));
    }

    [Fact]
    public void No_paths_at_all_are_an_error()
    {
        var spec = Reading.Files(_folder);
        Assert.Contains("names no files", Assert.Throws<SourceException>(() => FileListing.List(spec)).Message);
    }

    private IEnumerable<string> List(string pattern) =>
        FileListing.List(Reading.Files(_folder, pattern)).Select(path => Path.GetRelativePath(_folder.Path, path));

    private string Fails(string path)
    {
        var error = Assert.Throws<SourceException>(() => Reading.Open(Reading.Files(_folder, path)));
        Assert.False(error.IsTransient);
        return error.Message;
    }
}

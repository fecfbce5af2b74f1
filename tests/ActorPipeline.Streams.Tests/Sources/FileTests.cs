using ActorPipeline.Streams.Tests.Harness;

namespace ActorPipeline.Streams.Tests.Sources;

public sealed class FileTests : IDisposable
{
    private readonly World _world = new();
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("", new string[0])]
    [InlineData("one", new[] { "one" })]
    [InlineData("one\n", new[] { "one" })]
    [InlineData("one\r\ntwo\n\nfour", new[] { "one", "two", "", "four" })]
    [InlineData("\uFEFFone\n\uFEFFtwo", new[] { "one", "\uFEFFtwo" })]
    public void Lines_come_without_their_ends(string text, string[] expected)
    {
        File.WriteAllText(_path, text);
        Assert.Equal(expected, Lines(Source.FileLines(_path)));
    }

    [Fact]
    public void What_was_written_is_read_again()
    {
        var lines = Enumerable.Range(0, 30_000).Select(i => new string('x', i % 70) + i).ToArray();
        var graph = _world.Start(Source.From(lines).To(Sink.FileLines(_path)));
        _world.SettleUntil(graph);
        _world.AssertCompleted(graph);
        Assert.Equal(lines.Sum(l => l.Length + 1L), World.ResultOf(graph.Value));
        Assert.Equal(lines, Lines(Source.FileLines(_path)));
        graph = _world.Start(Source.Single("more").To(Sink.FileLines(_path, isAppending: true)));
        _world.SettleUntil(graph);
        Assert.Equal([.. lines, "more"], Lines(Source.FileLines(_path)));
    }

    [Fact]
    public void A_pause_keeps_nothing_back()
    {
        var queue = new SourceQueue<string>(8);
        var graph = _world.Start(Source.From(queue).To(Sink.FileLines(_path)));
        queue.Offer("one");
        _world.SettleUntil(() => new FileInfo(_path).Length == 4);
        graph.Abort();
        _world.SettleUntil(graph);
        _world.AssertCancelled(graph);
        Assert.True(graph.Value.IsCanceled);
    }

    [Fact]
    public void A_line_that_is_too_long_fails()
    {
        File.WriteAllText(_path, "short\n" + new string('x', 200_000) + "\n");
        var (graph, items) = _world.Collect(Source.FileLines(_path, 100_000));
        _world.SettleUntil(graph);
        Assert.IsType<InvalidDataException>(_world.AssertFailed(graph));
        Assert.Equal(["short"], items);
    }

    [Fact]
    public void A_file_that_is_not_there_fails()
    {
        var (graph, _) = _world.Collect(Source.FileLines(_path));
        _world.SettleUntil(graph);
        Assert.IsType<FileNotFoundException>(_world.AssertFailed(graph));
    }

    [Fact]
    public void A_stream_that_ends_early_lets_go_of_the_file()
    {
        File.WriteAllLines(_path, Enumerable.Range(0, 100_000).Select(i => $"{i}"));
        Assert.Equal(["0", "1"], Lines(Source.FileLines(_path).Take(2)));
        using var alone = new FileStream(_path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    private List<string> Lines(Source<string> source)
    {
        var (graph, items) = _world.Collect(source);
        _world.SettleUntil(graph);
        _world.AssertCompleted(graph);
        return items;
    }
}

using ActorPipeline.Node.Screens;

namespace ActorPipeline.Node.Tests.Screens;

public sealed class PainterScenarios : IDisposable
{
    private readonly TerminalScreen _screen = new(80, 24);
    private readonly TerminalPainter _painter;

    public PainterScenarios()
    {
        _screen.Write("above\r\n");
        _painter = new TerminalPainter(_screen);
    }

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void A_frame_takes_the_place_of_the_one_before()
    {
        _painter.Paint(["one", "two, longer", "three"], 80, 24);
        _painter.Paint(["uno", "due"], 80, 24);

        Assert.Equal("above\nuno\ndue", _screen.Visible);
    }

    [Fact]
    public void At_the_end_nothing_is_left_of_it()
    {
        _painter.Paint(["one", "two"], 80, 24);
        _painter.Erase();
        _screen.Write("after\r\n");

        Assert.Equal("above\nafter", _screen.Visible);
    }

    [Theory]
    [InlineData(30, 24)]
    [InlineData(12, 24)]
    [InlineData(120, 24)]
    [InlineData(80, 10)]
    [InlineData(20, 4)]
    public void No_line_of_it_is_left_where_the_terminal_was_resized(int width, int height)
    {
        _painter.Paint([new string('-', 60), "two", "three"], 80, 24);
        _screen.Resize(width, height);
        _painter.Paint(["uno", "due", "tre"], width, height);
        _painter.Paint(["1", "2", "3"], width, height);

        Assert.Equal("1\n2\n3", _screen.Visible);
    }

    [Fact]
    public void Of_more_lines_than_fit_the_first_are_drawn()
    {
        var lines = Enumerable.Range(1, 30).Select(i => $"{i}").ToArray();
        _painter.Paint(lines, 80, 24);
        _painter.Paint(lines, 80, 24);

        Assert.Equal(string.Join('\n', lines.Take(23)), _screen.Visible);
    }
}

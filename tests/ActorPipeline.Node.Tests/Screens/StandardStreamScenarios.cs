using System.Text;

namespace ActorPipeline.Node.Tests.Screens;

public sealed class StandardStreamScenarios : IDisposable
{
    private readonly Workbench _bench = new Workbench().With(Workbench.Minimal);

    [Fact]
    public void Output_that_cannot_be_written_is_a_sink_that_fails()
    {
        var code = Run(Terminal.Output(new FullStream()), _bench.Error);

        Assert.Equal(ExitCode.Sink, code);
        Assert.Equal(
            "Sink: Can't write the standard output: No space left on device. Send it to where there is room.\n",
            _bench.Error.ToString());
    }

    [Fact]
    public void Errors_that_cannot_be_written_end_nothing()
    {
        _bench.With("", "in.ndjson");

        var code = Run(_bench.Out, new StandardStream(new FullStream(), _ => { }), "run");

        Assert.Equal(ExitCode.Ok, code);
    }

    public void Dispose() => _bench.Dispose();

    private int Run(TextWriter output, TextWriter error, string command = "check") => NodeApp.Run(
        [command, Workbench.FileName],
        new Terminal
        {
            Out = output, Error = error, CurrentDirectory = _bench.Directory, Time = TimeProvider.System,
        },
        _bench.Signals);

    private sealed class FullStream : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => throw new IOException("No space left on device.");

        public override void Write(string? value) => Write('x');

        public override void WriteLine(string? value) => Write('x');

        public override void Flush() => Write('x');
    }
}

using System.Text;

namespace ActorPipeline.Node;

/// <summary>
/// The standard output or error of the process, which may be on a full disk or a terminal that is gone. Whoever asked
/// for output must hear that it is incomplete; who can't be told of an error is not told, and the run goes on.
/// </summary>
/// <param name="inner">The stream.</param>
/// <param name="onFailure">What to do when it can't be written; nothing where it returns.</param>
internal sealed class StandardStream(TextWriter inner, Action<Exception> onFailure) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Try(() => inner.Write(value));

    public override void Write(string? value) => Try(() => inner.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

    public override void WriteLine() => Try(inner.WriteLine);

    public override void WriteLine(string? value) => Try(() => inner.WriteLine(value));

    public override void Flush() => Try(inner.Flush);

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            onFailure(failure);
        }
    }
}

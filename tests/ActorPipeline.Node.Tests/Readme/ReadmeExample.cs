namespace ActorPipeline.Node.Tests.Readme;

/// <summary>A pipeline of the README, with the files that follow it.</summary>
internal sealed record ReadmeExample(ReadmeBlock Pipeline, IReadOnlyList<ReadmeBlock> Files)
{
    /// <summary>Files that are there before the run.</summary>
    public IEnumerable<(string Name, string Text)> Inputs => Marked("in=");

    /// <summary>Files that the run makes.</summary>
    public IEnumerable<(string Name, string Text)> Outputs => Marked("out=");

    /// <summary>What commands print after the run.</summary>
    public IEnumerable<(string Name, string Text)> Prints => Marked("prints=");

    private IEnumerable<(string Name, string Text)> Marked(string mark) => Files
        .Where(f => f.Note.StartsWith(mark, StringComparison.Ordinal))
        .Select(f => (f.Note[mark.Length..], f.Text));
}

using ActorPipeline.Hocon;

namespace ActorPipeline.Node.Configuration;

/// <summary>One thing that is wrong with a pipeline's file.</summary>
/// <param name="Origin">Where: file, line and column.</param>
/// <param name="Path">The setting; empty for the file as a whole.</param>
/// <param name="Text">What is wrong and what to do; further lines show the place in an expression.</param>
internal sealed record ConfigProblem(HoconOrigin Origin, string Path, string Text)
{
    public override string ToString() =>
        // An origin on the command line is called by the setting.
        Path.Length == 0 || Origin.Description == $"{CommandLine.SetLabel} {Path}" ? $"{Origin}: {Text}"
        : Origin.Description == CommandLine.DataDirLabel + " data-dir" ? $"{CommandLine.DataDirLabel}: {Text}"
        : $"{Origin}: {Path}: {Text}";
}

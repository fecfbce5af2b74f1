namespace ActorPipeline.Node.Configuration;

/// <summary>What a command line says of a pipeline.</summary>
/// <param name="File">The file.</param>
/// <param name="Set">Settings over it, each <c>key=value</c>.</param>
/// <param name="DataDirectory">Another data directory; null for the file's.</param>
/// <param name="CurrentDirectory">Where relative paths of the command line start.</param>
internal sealed record PipelineRequest(
    string File, IReadOnlyList<string> Set, string? DataDirectory, string CurrentDirectory);

namespace ActorPipeline.Node.Configuration;

/// <summary>A pipeline's file that can't be run, with all that is wrong with it.</summary>
internal sealed class ConfigurationException(IReadOnlyList<ConfigProblem> problems)
    : Exception(string.Join('\n', problems))
{
    public IReadOnlyList<ConfigProblem> Problems { get; } = problems;
}

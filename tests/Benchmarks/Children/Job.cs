using System.Text.Json;

namespace Benchmarks.Children;

/// <summary>Work that is measured in a process of its own.</summary>
internal abstract class Job(string name)
{
    /// <summary>What the process is told to do.</summary>
    public string Name { get; } = name;

    /// <summary>Does the work in this process, from arguments to result, both JSON.</summary>
    public abstract string Execute(string arguments);
}

/// <summary>A job with the types of what goes in and what comes out.</summary>
internal sealed class Job<TArguments, TResult>(string name, Func<TArguments, TResult> body) : Job(name)
{
    /// <inheritdoc />
    public override string Execute(string arguments)
    {
        var value = body(JsonSerializer.Deserialize<TArguments>(arguments)!);
        return JsonSerializer.Serialize(new Measured<TResult>(value, ProcessUsage.OfThisProcess()));
    }
}

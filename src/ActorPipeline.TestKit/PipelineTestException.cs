using System.Runtime.CompilerServices;

namespace ActorPipeline.TestKit;

/// <summary>
/// A test of a pipeline has failed. The message says what was expected, what was seen and the seed that replays it; any
/// test framework prints it. Thrown for what a pipeline did; a test that is itself written wrongly gets an
/// <see cref="InvalidOperationException"/> or an <see cref="ArgumentException"/>.
/// </summary>
public sealed class PipelineTestException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Fails unless a condition holds.</summary>
    internal static void ThrowUnless(bool condition, string message)
    {
        if (!condition)
        {
            throw new PipelineTestException(message);
        }
    }

    /// <summary>Fails unless a condition holds; only then is it said what happened.</summary>
    internal static void ThrowUnless(
        bool condition, [InterpolatedStringHandlerArgument(nameof(condition))] ref FailureText message)
    {
        if (!condition)
        {
            throw new PipelineTestException(message.Take());
        }
    }
}

namespace ActorPipeline.Hocon;

/// <summary>
/// A document that cannot be read, parsed, resolved or converted. The message is
/// <c>description:line:column: problem</c>; the problem says what is wrong and what to do.
/// </summary>
public sealed class HoconException : Exception
{
    /// <summary>An error at a place in a document; an application may throw it for its own checks of a
    /// setting.</summary>
    public HoconException(HoconOrigin origin, string problem, Exception? innerException = null)
        : base($"{origin}: {problem}", innerException)
    {
        Origin = origin;
        Problem = problem;
    }

    /// <summary>Where the error is: file, line and column.</summary>
    public HoconOrigin Origin { get; }

    /// <summary>What is wrong and what to do, without the place.</summary>
    public string Problem { get; }
}

namespace ActorPipeline.Actors;

/// <summary>What is done when an actor fails at a message.</summary>
public abstract record Supervision
{
    private Supervision()
    {
    }

    /// <summary>The message is a dead letter; the actor goes on with the next one.</summary>
    public static Supervision Resume { get; } = new Resumed();

    /// <summary>The message is a dead letter, and so is every later one until somebody resumes the actor.</summary>
    public static Supervision Stop { get; } = new Stopped();

    /// <summary>
    /// The message is tried again after a pause, which doubles each time; meanwhile later ones wait, in order. When it
    /// has been tried as often as it may, it is a dead letter and the actor goes on. A request is not tried again:
    /// whoever made it is told. Needs <c>Messages</c>, because what waits is journaled.
    /// </summary>
    /// <param name="pause">The first pause.</param>
    /// <param name="longest">The longest pause.</param>
    /// <param name="maxAttempts">How often the message is tried, at least 1.</param>
    public static Supervision Restart(TimeSpan pause, TimeSpan longest, int maxAttempts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pause, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxAttempts, 1);
        return new Restarted(pause, longest, maxAttempts);
    }

    internal sealed record Resumed : Supervision;

    internal sealed record Stopped : Supervision;

    internal sealed record Restarted(TimeSpan Pause, TimeSpan Longest, int MaxAttempts) : Supervision
    {
        /// <summary>The pause after this many tries, microseconds.</summary>
        public long PauseUs(int attempts)
        {
            var pause = Pause.TotalMicroseconds * Math.Pow(2, Math.Min(attempts, 40) - 1);
            return (long)Math.Min(pause, Longest.TotalMicroseconds);
        }
    }
}

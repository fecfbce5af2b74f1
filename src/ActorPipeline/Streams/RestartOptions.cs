namespace ActorPipeline.Streams;

/// <summary>When and how often something that has failed is begun anew.</summary>
public sealed record RestartOptions
{
    /// <summary>
    /// How long to wait after the first failure; it doubles with each further one. 200 ms by default.
    /// </summary>
    public TimeSpan MinBackoff { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long to wait at most. 30 s by default.</summary>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>By which part of itself a wait is made longer, at most, by chance. 0.2 by default.</summary>
    public double Jitter { get; init; } = 0.2;

    /// <summary>What the chance is drawn from.</summary>
    public int Seed { get; init; }

    /// <summary>How many restarts in a row; the next failure is final. No limit by default.</summary>
    public int MaxRestarts { get; init; } = int.MaxValue;

    /// <summary>After how long without a failure the count begins anew. 30 s by default.</summary>
    public TimeSpan ResetAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether an end is answered by a restart, too. Not by default.</summary>
    public bool RestartsOnCompletion { get; init; }

    /// <summary>The wait after so many failures in a row.</summary>
    internal TimeSpan BackoffAfter(int failures, Random random)
    {
        var doubled = MinBackoff.TotalMilliseconds * Math.Pow(2, Math.Min(failures - 1, 60));
        var wait = Math.Min(doubled, MaxBackoff.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(wait * (1 + (Jitter * random.NextDouble())));
    }
}

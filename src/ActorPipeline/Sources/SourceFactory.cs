using ActorPipeline.Plan;
using ActorPipeline.Sources.Files;
using ActorPipeline.Sources.Generator;
using ActorPipeline.Sources.StandardInput;

namespace ActorPipeline.Sources;

/// <summary>Opens the built-in sources.</summary>
internal static class SourceFactory
{
    /// <summary>The name under which the journal keeps the source's own state.</summary>
    public const string JournalValue = "source";

    /// <summary>Opens a source for one run.</summary>
    /// <param name="spec">What to read.</param>
    /// <param name="savedState">The <see cref="ISource.State"/> that the last run journaled; or empty.</param>
    /// <param name="time">The clock of rate limits.</param>
    /// <exception cref="SourceException">The input is not there or can't be opened, a setting is out of range, or the
    /// saved state belongs to other settings.</exception>
    public static ISource Open(SourceSpec spec, ReadOnlyMemory<byte> savedState, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(time);
        SourceLimits.Check(spec);
        return spec switch
        {
            FilesSourceSpec files => new FileSource(files, savedState.Span),
            StdinSourceSpec stdin => new StdinSource(stdin, Console.OpenStandardInput()),
            GeneratorSourceSpec generator => new GeneratorSource(generator, savedState.Span, time),
            RequestsSourceSpec => new RequestsSource(),
            _ => throw new ArgumentException($"There is no source for {spec.GetType().Name}.", nameof(spec)),
        };
    }
}

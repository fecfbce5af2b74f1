using ActorPipeline.Hocon;
using ActorPipeline.Plan;
using ActorPipeline.Runtime.Persistence;

namespace ActorPipeline.Node.Configuration;

/// <summary>A pipeline's file, read and checked.</summary>
internal sealed record PipelineFile
{
    /// <summary>The file, as the operator named it.</summary>
    public required string Name { get; init; }

    /// <summary>What it compiles to.</summary>
    public required PipelinePlan Plan { get; init; }

    /// <summary>The data directory, absolute.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Where the state is kept.</summary>
    public required JournalSpec Journal { get; init; }

    /// <summary>All settings in effect, in the order of the stops.</summary>
    public required IReadOnlyList<Setting> Settings { get; init; }

    /// <summary>Where a setting was written; the file as a whole where it was not.</summary>
    public HoconOrigin OriginOf(string path) =>
        Settings.LastOrDefault(s => s.Path == path) is { IsDefault: false } setting
            ? setting.Origin
            : HoconOrigin.Named(Name);
}

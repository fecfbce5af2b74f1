using Akka.Configuration;

namespace ActorPipeline.Runtime.Persistence;

/// <summary>Which persistence plugins a <see cref="PersistenceJournal"/> stands on.</summary>
internal sealed record PersistenceJournalSettings
{
    /// <summary>The path of the journal plugin in the configuration; empty for the default one.</summary>
    public string JournalPluginId { get; init; } = "";

    /// <summary>The path of the snapshot store plugin in the configuration; empty for the default one.</summary>
    public string SnapshotPluginId { get; init; } = "";

    /// <summary>What an operator knows it by: <c>PostgreSQL at db:5432</c>.</summary>
    public string Description { get; init; } = "Akka.Persistence";

    /// <summary>
    /// After how long an answer of a plugin is not waited for; longer than the call-timeout of its circuit breaker.
    /// </summary>
    /// <value>15 seconds unless set.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Why the configuration of the journal plugin will not do; null when it will.</summary>
    internal string? Refusal(Config config)
    {
        var id = JournalPluginId.Length > 0 ? JournalPluginId : config.GetString("akka.persistence.journal.plugin", "");
        var mode = config.GetString($"{id}.replay-filter.mode", null)
            ?? config.GetString("akka.persistence.journal-plugin-fallback.replay-filter.mode", "");
        return mode == "fail"
            ? null
            : $"{Description}: {id}.replay-filter.mode is {mode}, which hides what another writer has "
                + "written; set it to fail";
    }
}

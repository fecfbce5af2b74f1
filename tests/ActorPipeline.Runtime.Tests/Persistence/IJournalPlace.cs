namespace ActorPipeline.Runtime.Tests.Persistence;

/// <summary>Where journals are: a fixture that is shared by all tests of a kind of journal.</summary>
internal interface IJournalPlace
{
    /// <summary>Why there can be no tests here; null when there can.</summary>
    string? Missing { get; }

    /// <summary>The journal of a pipeline as the first or the second node has it; a new actor each time.</summary>
    JournalNode Open(string pipeline, int node = 0);
}

namespace RecordPath.Tests.Process;

/// <summary>Tests that start processes, one after the other: side by side they would only wait for each other.</summary>
[CollectionDefinition(Name)]
public sealed class ProcessCollection
{
    /// <summary>The collection's name.</summary>
    public const string Name = "processes";
}

namespace Benchmarks.Budget;

/// <summary>Where time on the record path goes; the design's budget has a number for each.</summary>
internal enum Stop
{
    /// <summary>Reading files, cutting them into records.</summary>
    Read,

    /// <summary>Bytes to columns.</summary>
    Decode,

    /// <summary>Routing with event time; less <see cref="RouteTimeless"/> it is what time costs.</summary>
    Route,

    /// <summary>Routing of the same batches by a router without event time: hash and scatter alone.</summary>
    RouteTimeless,

    /// <summary>Claiming partitions, renting and returning batches, queues.</summary>
    HandOver,

    /// <summary>Shards' part of applying a batch: finding actors, gathering columns, encoding the events.</summary>
    Apply,

    /// <summary>The fold of events into windows.</summary>
    Fold,

    /// <summary>The event block once more, to know its share of <see cref="Apply"/>.</summary>
    Encode,

    /// <summary>The journal's commits.</summary>
    Journal,

    /// <summary>Closing windows.</summary>
    Close,

    /// <summary>Cutting commits: snapshots, outbox blocks, heads.</summary>
    Cut,

    /// <summary>The sink.</summary>
    Sink,

    /// <summary>What only the measurement does.</summary>
    Excluded,
}

namespace ActorPipeline.Journal.Format;

/// <summary>What a checksummed blob of the journal holds. The numbers are part of the format.</summary>
public enum BlobKind : byte
{
    /// <summary>A shard's head: positions, watermarks, counters.</summary>
    Head = (byte)'H',

    /// <summary>Events of a commit.</summary>
    Events = (byte)'E',

    /// <summary>Results of a commit.</summary>
    Results = (byte)'R',

    /// <summary>Dead letters of a commit.</summary>
    DeadLetters = (byte)'D',

    /// <summary>The keys and states of a page of actors.</summary>
    Page = (byte)'P',

    /// <summary>A page's index entry.</summary>
    PageIndex = (byte)'I',
}

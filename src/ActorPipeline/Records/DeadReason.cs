namespace ActorPipeline.Records;

/// <summary>Why a record became a dead letter. The numbers are part of the journal's format: never renumber.</summary>
public enum DeadReason : byte
{
    /// <summary>The decoder could not read it: bad syntax, or a value of another type than the column's.</summary>
    Malformed = 1,

    /// <summary>It is longer than <c>decode.max-record-bytes</c>; only its beginning is kept.</summary>
    OverLong = 2,

    /// <summary>Its bytes are not UTF-8.</summary>
    InvalidUtf8 = 3,

    /// <summary>Its event time is missing or can't be read.</summary>
    BadTime = 4,

    /// <summary>It came after all of its windows had closed.</summary>
    Late = 5,

    /// <summary>The actor refused it: it has as many open windows as it may have.</summary>
    Rejected = 6,

    /// <summary>The actor failed at it as often as it may.</summary>
    Failed = 7,
}

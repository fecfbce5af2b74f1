namespace ActorPipeline.Actors;

/// <summary>Frames of an event block. The numbers are part of the journal's format: never renumber.</summary>
internal enum FrameKind : byte
{
    /// <summary>
    /// Actors came to be: their number; ordinals (packed); lengths of keys (packed); hashes (8 bytes each); keys.
    /// </summary>
    Births = 1,

    /// <summary>
    /// Records were accepted: partition; number; unit of the times (microseconds); times in that unit (packed);
    /// ordinals (packed); 1 and skipped windows (packed), or 0; the columns.
    /// </summary>
    Records = 2,

    /// <summary>A watermark closed what was due in a page: page; watermark; end of input (1 byte).</summary>
    Close = 3,

    /// <summary>
    /// What happened to actors, in a program's own terms: number; ordinals (packed); kinds (packed); times in
    /// microseconds (packed); lengths of payloads (packed); payloads.
    /// </summary>
    Facts = 4,

    /// <summary>
    /// Where events are retained, whose facts come in the next frame, so that a block can be read by itself: number;
    /// ordinals (packed); events of each actor before (packed); lengths of keys (packed); keys.
    /// </summary>
    Named = 5,
}

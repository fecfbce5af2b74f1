namespace ActorPipeline.Records;

/// <summary>
/// A piece of UTF-8 text that belongs to a batch. A start of zero or more is an offset into the batch's data (the
/// original bytes, not copied); a negative start is the complement of an offset into the batch's scratch
/// (<see cref="ByteArena"/>), where computed text lives.
/// </summary>
/// <param name="Start">Offset into data, or the complement of an offset into scratch.</param>
/// <param name="Length">Length in bytes.</param>
public readonly record struct Utf8Slice(int Start, int Length);

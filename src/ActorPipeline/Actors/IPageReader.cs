using ActorPipeline.Records;

namespace ActorPipeline.Actors;

/// <summary>Reads committed snapshot pages of one shard.</summary>
public interface IPageReader
{
    /// <summary>Copies the blob of a page into the buffer (cleared first); false when there is none.</summary>
    bool ReadPage(int page, ByteArena blob);
}

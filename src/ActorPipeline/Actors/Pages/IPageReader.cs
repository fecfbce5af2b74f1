using ActorPipeline.Records;

namespace ActorPipeline.Actors;

/// <summary>Reads committed snapshot pages of one shard.</summary>
internal interface IPageReader
{
    /// <summary>Copies the blob of a page into the buffer (cleared first); false when there is none.</summary>
    bool ReadPage(int page, ByteArena blob);

    /// <summary>
    /// Called before a page is said to be damaged: where another process has taken over the shard, the page is
    /// that one's, and this throws, saying so. Who owns no shard has nothing to say.
    /// </summary>
    void ThrowIfTakenOver()
    {
    }
}

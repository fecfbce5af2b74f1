namespace ActorPipeline.Actors;

/// <summary>Reads committed snapshot pages of one shard.</summary>
internal interface IPageReader
{
    /// <summary>The blob of a page, until the next is read; null when there is none.</summary>
    /// <exception cref="Journal.JournalException">
    /// It can't be read; where that is transient, it may be later.
    /// </exception>
    ReadOnlyMemory<byte>? ReadPage(int page);

    /// <summary>
    /// A page is going to be read. Whether it can be now; else it is fetched meanwhile, by who fetches pages
    /// beforehand.
    /// </summary>
    bool Expect(int page) => true;

    /// <summary>
    /// Called before a page is said to be damaged: where another process has taken over the shard, the page is
    /// that one's, and this throws, saying so. Who owns no shard has nothing to say.
    /// </summary>
    void ThrowIfTakenOver()
    {
    }
}

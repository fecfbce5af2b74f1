namespace ActorPipeline.Sources;

/// <summary>Bytes in order, for <see cref="LineFramer"/>.</summary>
internal interface IByteInput
{
    /// <summary>What <see cref="Read"/> returns at the end.</summary>
    const int End = 0;

    /// <summary>What <see cref="Read"/> returns where there is nothing now but may be later.</summary>
    const int Nothing = -1;

    /// <summary>Reads at least one byte, without waiting for input that isn't there; or one of the above.</summary>
    int Read(Span<byte> destination);
}

namespace ActorPipeline.Sources.Files;

/// <summary>A file of a partition: of the manifest, and there or gone.</summary>
/// <param name="Entry">What the next run will know it by.</param>
/// <param name="RawBytes">Its length on disk when the source was opened; null where it is gone.</param>
internal sealed record SourceFile(ManifestEntry Entry, long? RawBytes)
{
    /// <summary>A file that is there.</summary>
    public static SourceFile Of(PresentFile file) => new(new ManifestEntry(file.Identity, file.Path), file.RawBytes);
}

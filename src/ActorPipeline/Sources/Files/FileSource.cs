using ActorPipeline.Plan;

namespace ActorPipeline.Sources.Files;

/// <summary>
/// Files with a record a line. What it journals is its <see cref="FileManifest"/>, by which the next run finds the same
/// files again though they were renamed, gzipped or have grown; new files come after them.
/// </summary>
internal sealed class FileSource : ISource
{
    private readonly FilePartition[] _partitions;

    /// <summary>Lists and identifies the files.</summary>
    /// <param name="spec">Which files.</param>
    /// <param name="savedState">The manifest of the last run; empty for the first.</param>
    /// <exception cref="SourceException">Files are missing or can't be read, or the state is foreign.</exception>
    public FileSource(FilesSourceSpec spec, ReadOnlySpan<byte> savedState)
    {
        var known = savedState.IsEmpty ? new FileManifest(spec.Parallel, []) : FileManifest.Decode(savedState);
        if (known.Parallel != spec.Parallel)
        {
            throw new SourceException($"The pipeline ran with parallel = {Text(known.Parallel)} before; its positions "
                + $"mean nothing with parallel = {Text(spec.Parallel)}. Change it back, or start afresh (--fresh).");
        }

        var files = Assign(known, [.. FileListing.List(spec).Select(PresentFile.At)]);
        State = new FileManifest(
            spec.Parallel, [.. files.Select(list => (IReadOnlyList<ManifestEntry>)[.. list.Select(f => f.Entry)])])
            .Encode();
        _partitions = [.. files.Select(list => new FilePartition(
            spec.Parallel ? list[0].Entry.Path : string.Join(", ", spec.Paths), list, spec))];
    }

    /// <inheritdoc />
    public bool CanReplay => true;

    /// <inheritdoc />
    public IReadOnlyList<ISourcePartition> Partitions => _partitions;

    /// <inheritdoc />
    public ReadOnlyMemory<byte> State { get; }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var partition in _partitions)
        {
            partition.Dispose();
        }
    }

    private static string Text(bool value) => value ? "true" : "false";

    /// <summary>The files of each partition: the known ones at their old places, then the new ones.</summary>
    private static List<List<SourceFile>> Assign(FileManifest known, IReadOnlyList<PresentFile> present)
    {
        var matcher = new ManifestMatcher(present);
        ManifestEntry[] entries = [.. known.Partitions.SelectMany(files => files)];
        var found = matcher.Match(entries);
        var partitions = new List<List<SourceFile>>();
        var next = 0;
        foreach (var files in known.Partitions)
        {
            partitions.Add([]);
            for (var i = 0; i < files.Count; i++, next++)
            {
                partitions[^1].Add(found[next] is { } file ? SourceFile.Of(file) : new SourceFile(entries[next], null));
            }
        }

        var added = matcher.New.Select(SourceFile.Of);
        if (known.Parallel)
        {
            partitions.AddRange(added.Select(file => new List<SourceFile> { file }));
        }
        else if (partitions.Count == 0)
        {
            partitions.Add([.. added]);
        }
        else
        {
            partitions[0].AddRange(added);
        }

        return partitions.TrueForAll(files => files.Count <= FilePosition.MaxFiles) ? partitions : throw new
            SourceException($"More than {FilePosition.MaxFiles} files in one partition. Set parallel = true.");
    }
}

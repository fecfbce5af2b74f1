namespace ActorPipeline.Sources.Files;

/// <summary>Finds the files of a manifest among those that are there now.</summary>
internal sealed class ManifestMatcher
{
    private readonly Dictionary<string, PresentFile> _left;

    /// <summary>Takes the files that are there now.</summary>
    public ManifestMatcher(IReadOnlyList<PresentFile> present)
    {
        _left = present.ToDictionary(file => file.Path, StringComparer.Ordinal);
    }

    /// <summary>Files that are in no entry, in order of their paths.</summary>
    public IReadOnlyList<PresentFile> New =>
        [.. _left.Values.OrderBy(file => file.Path, StringComparer.Ordinal)];

    /// <summary>
    /// For each entry its file, or null: first by path and identity, then by identity as it is, then by the identity
    /// of the beginning, for files that grew and were renamed since.
    /// </summary>
    public PresentFile?[] Match(IReadOnlyList<ManifestEntry> entries)
    {
        var found = new PresentFile?[entries.Count];
        for (var i = 0; i < found.Length; i++)
        {
            if (_left.TryGetValue(entries[i].Path, out var file) && file.Is(entries[i]))
            {
                found[i] = Take(file);
            }
        }

        var left = New;
        TakeAlike(entries, found, left.ToLookup(file => file.Identity));
        TakeAlike(entries, found, FindGrown(entries, found, left));
        return found;
    }

    // Each file is read once, and hashed at each length that any entry asks for.
    private ILookup<FileIdentity, PresentFile> FindGrown(
        IReadOnlyList<ManifestEntry> entries, PresentFile?[] found, IReadOnlyList<PresentFile> left)
    {
        var wanted = new HashSet<FileIdentity>();
        for (var i = 0; i < found.Length; i++)
        {
            if (found[i] is null && entries[i].Identity.Bytes is > 0 and < FileIdentity.MaxBytes)
            {
                wanted.Add(entries[i].Identity);
            }
        }

        int[] lengths = [.. wanted.Select(identity => identity.Bytes).Distinct().Order()];
        return left.Where(file => lengths.Length > 0 && _left.ContainsKey(file.Path))
            .SelectMany(file => file.IdentitiesAt(lengths).Where(wanted.Contains).Select(identity => (identity, file)))
            .ToLookup(pair => pair.identity, pair => pair.file);
    }

    private void TakeAlike(
        IReadOnlyList<ManifestEntry> entries, PresentFile?[] found, ILookup<FileIdentity, PresentFile> alike)
    {
        for (var i = 0; i < found.Length; i++)
        {
            if (found[i] is null && entries[i].Identity.Bytes > 0)
            {
                found[i] = TakeBest(entries[i], alike[entries[i].Identity]);
            }
        }
    }

    // Several may start the same. Rotation adds to a name: prefer x.log.1 for x.log.
    private PresentFile? TakeBest(ManifestEntry entry, IEnumerable<PresentFile> candidates)
    {
        PresentFile? best = null;
        foreach (var candidate in candidates)
        {
            if (!_left.ContainsKey(candidate.Path))
            {
                continue;
            }

            if (candidate.Path.StartsWith(entry.Path, StringComparison.Ordinal))
            {
                return Take(candidate);
            }

            best ??= candidate;
        }

        return best is null ? null : Take(best);
    }

    private PresentFile Take(PresentFile file)
    {
        _left.Remove(file.Path);
        return file;
    }
}

namespace ActorPipeline.Sources.Files;

/// <summary>Finds the name that was probably meant by one that isn't there.</summary>
internal static class NearestName
{
    /// <summary>The candidate with the fewest edits, or null where none is near.</summary>
    public static string? Of(string name, IEnumerable<string> candidates)
    {
        string? nearest = null;
        var least = Math.Max(2, name.Length / 3) + 1;
        foreach (var candidate in candidates)
        {
            // A longer name that starts the same (x.log.1, x.log.gz for x.log) is near, however long.
            var edits = candidate.StartsWith(name, StringComparison.Ordinal) ? 1 : Edits(name, candidate);
            if (edits < least || (edits == least && nearest is not null
                && string.CompareOrdinal(candidate, nearest) < 0))
            {
                (nearest, least) = (candidate, edits);
            }
        }

        return nearest;
    }

    // Levenshtein's distance, by rows, without regard to case.
    private static int Edits(string left, string right)
    {
        var row = new int[right.Length + 1];
        for (var j = 0; j < row.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 0; i < left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i + 1;
            for (var j = 0; j < right.Length; j++)
            {
                var same = char.ToUpperInvariant(left[i]) == char.ToUpperInvariant(right[j]);
                var replace = diagonal + (same ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(replace, Math.Min(diagonal, row[j]) + 1);
            }
        }

        return row[^1];
    }
}

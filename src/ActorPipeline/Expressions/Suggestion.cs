namespace ActorPipeline.Expressions;

/// <summary>"Did you mean": the nearest of some names by edit distance, where it is near enough to be a slip.</summary>
internal static class Suggestion
{
    private const int MaxLength = 64;

    /// <summary>A clause to end a message with; empty when no name is near.</summary>
    public static string For(string written, IEnumerable<string> names)
    {
        var (best, bestDistance) = ((string?)null, (written.Length + 1) / 3 + 1);
        foreach (var name in names)
        {
            if (Math.Abs(name.Length - written.Length) < bestDistance && name.Length <= MaxLength
                && Distance(written, name) is var distance && distance < bestDistance)
            {
                (best, bestDistance) = (name, distance);
            }
        }

        return best is null ? "" : $"; did you mean '{best}'?";
    }

    /// <summary>Insertions, deletions, substitutions and swaps of neighbours; case alone costs nothing.</summary>
    internal static int Distance(string a, string b)
    {
        var (before, previous, current) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = Same(a[i - 1], b[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + cost);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                {
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
                }
            }

            (before, previous, current) = (previous, current, before);
        }

        return previous[b.Length];
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}

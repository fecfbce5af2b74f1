namespace ActorPipeline.TestKit.Simulation;

/// <summary>The faults of a run, drawn beforehand: some can be left out while all else stays as it is.</summary>
internal static class Schedule
{
    private const int LastStep = 1_200;
    private const int MaxFaults = 24;

    /// <summary>What several nodes are for comes more often than the rest.</summary>
    private static readonly FaultKind[] _kinds =
    [
        .. Enum.GetValues<FaultKind>(), FaultKind.Stall, FaultKind.Stall, FaultKind.Takeover, FaultKind.Takeover,
        FaultKind.Takeover, FaultKind.Race, FaultKind.CommitReplyLost, FaultKind.CommitDelayed,
    ];

    /// <summary>Draws a schedule, in order of step.</summary>
    public static IReadOnlyList<Fault> Draw(int seed, int nodes)
    {
        var random = new Random(unchecked((seed * 7_919) + 17));
        var count = random.Next(MaxFaults + 1);
        var faults = new List<Fault>(count);
        while (faults.Count < count)
        {
            // Trouble seldom comes alone.
            var at = random.Next(LastStep);
            for (var cluster = random.Next(1, 4); cluster > 0 && faults.Count < count; cluster--)
            {
                faults.Add(new Fault(
                    at, random.Next(nodes), _kinds[random.Next(_kinds.Length)], Amount(random)));
                at += random.Next(40);
            }
        }

        return [.. faults.OrderBy(f => f.AtStep)];
    }

    /// <summary>
    /// Leaves out faults as long as a run with the others still fails (delta debugging), and no longer than
    /// <paramref name="runs"/> runs.
    /// </summary>
    /// <remarks>A. Zeller, R. Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", 2002.</remarks>
    public static IReadOnlyList<Fault> Shorten(
        IReadOnlyList<Fault> faults, int runs, Func<IReadOnlyList<Fault>, bool> fails)
    {
        var parts = 2;
        while (faults.Count > 0 && runs > 0)
        {
            var isShorter = false;
            var size = Math.Max(1, (faults.Count + parts - 1) / parts);
            for (var from = 0; from < faults.Count && runs > 0; from += size)
            {
                IReadOnlyList<Fault> others = [.. faults.Take(from), .. faults.Skip(from + size)];
                runs--;
                if (fails(others))
                {
                    (faults, isShorter) = (others, true);
                    break;
                }
            }

            if (!isShorter && size == 1)
            {
                break;
            }

            parts = isShorter ? Math.Max(2, parts - 1) : Math.Min(faults.Count, parts * 2);
        }

        return faults;
    }

    /// <summary>Mostly short, sometimes long.</summary>
    private static int Amount(Random random) => random.Next(3) switch
    {
        0 => random.Next(1, 20),
        1 => random.Next(20, 300),
        _ => random.Next(300, 3_000),
    };
}

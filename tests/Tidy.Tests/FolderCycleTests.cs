namespace Tidy.Tests;

/// <summary>
/// Of two folders that are in one folder at most one knows the other, by whatever detour, each with all that is in it:
/// what knows each other in a circle is one thing and belongs into one folder. Down to the last subfolder. A folder and
/// its own subfolders are one room: they share its contracts, and it is made of them.
/// </summary>
public sealed class FolderCycleTests
{
    /// <summary>
    /// What stands in a circle still: actors tell each other, and the messages of each lie beside it; what all of them
    /// are given lies with what builds them.
    /// </summary>
    private static readonly string[] Exceptions =
    [
        "src/ActorPipeline.Runtime/Hosting", "src/ActorPipeline.Runtime/Ingest", "src/ActorPipeline.Runtime/Outbox",
        "src/ActorPipeline.Runtime/Shards",
    ];

    [Fact]
    public void No_folder_is_known_by_what_it_knows()
    {
        var rooms = SourceModel.Uses.Select(Doors).OfType<Door>().ToLookup(d => d.Room);
        var circles = rooms.SelectMany(r => Circles([.. r])).ToList();
        var offences = circles.Where(d => !(Exceptions.Contains(d.From) && Exceptions.Contains(d.To)))
            .Select(d => d.Use.File.At(d.Use.Line, $"{d.From} uses {d.Use.Type} of {d.To}, which uses {d.From}"));
        var gone = Exceptions.Except(circles.Select(d => d.From))
            .Select(e => new Offence(e, 0, "is in no circle any more; strike it off"));
        Offence.AssertNone(offences.Concat(gone));
    }

    /// <summary>The folder that both are in, and the two of its folders; none where one is in the other.</summary>
    private static Door? Doors(FolderUse use)
    {
        var (from, to) = (use.From.Split('/'), use.To.Split('/'));
        var depth = from.Zip(to).TakeWhile(pair => pair.First == pair.Second).Count();
        return depth < 2 || depth == from.Length || depth == to.Length
            ? null
            : new Door(Join(from, depth), Join(from, depth + 1), Join(to, depth + 1), use);
    }

    private static string Join(string[] path, int parts) => string.Join('/', path.Take(parts));

    private static IEnumerable<Door> Circles(List<Door> doors)
    {
        var known = doors.ToLookup(d => d.From, d => d.To);
        var reach = known.ToDictionary(folder => folder.Key, folder => Reach(folder.Key, known));
        return doors.Where(d => reach.TryGetValue(d.To, out var back) && back.Contains(d.From));
    }

    private static HashSet<string> Reach(string folder, ILookup<string, string> known)
    {
        var seen = new HashSet<string>();
        var open = new Queue<string>(known[folder]);
        while (open.TryDequeue(out var next))
        {
            if (seen.Add(next))
            {
                foreach (var further in known[next])
                {
                    open.Enqueue(further);
                }
            }
        }

        return seen;
    }

    private sealed record Door(string Room, string From, string To, FolderUse Use);
}

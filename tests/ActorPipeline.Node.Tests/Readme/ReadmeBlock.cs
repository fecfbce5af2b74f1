namespace ActorPipeline.Node.Tests.Readme;

/// <summary>A fenced block of the README: ```language note.</summary>
internal sealed record ReadmeBlock(int Line, string Language, string Note, string Text)
{
    private const string Fence = "```";

    /// <summary>All blocks, in order.</summary>
    public static IReadOnlyList<ReadmeBlock> All { get; } = Read(Path.Combine(Repository.Root, "README.md"));

    /// <summary>The blocks of examples, each with the blocks that follow it.</summary>
    public static IReadOnlyList<ReadmeExample> Examples { get; } =
    [
        .. All.Index().Where(b => b.Item.Language == "hocon").Select(b => new ReadmeExample(
            b.Item, [.. All.Skip(b.Index + 1).TakeWhile(f => f.Language != "hocon")])),
    ];

    /// <summary>The block with this note.</summary>
    public static ReadmeBlock Named(string note) => All.Single(b => b.Note == note);

    private static List<ReadmeBlock> Read(string path)
    {
        var blocks = new List<ReadmeBlock>();
        var lines = File.ReadAllLines(path);
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith(Fence, StringComparison.Ordinal))
            {
                continue;
            }

            var info = lines[i][Fence.Length..].Split(' ', 2);
            var body = lines.Skip(i + 1).TakeWhile(l => l != Fence).Select(l => l + "\n").ToList();
            blocks.Add(new(i + 1, info[0], info.ElementAtOrDefault(1) ?? "", string.Concat(body)));
            i += body.Count + 1;
        }

        return blocks;
    }
}

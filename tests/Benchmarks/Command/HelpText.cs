namespace Benchmarks.Command;

/// <summary>What <c>--help</c> and <c>--list</c> print.</summary>
internal static class HelpText
{
    /// <summary>Writes help.txt, which the launcher shows without a build.</summary>
    public static void WriteHelp(TextWriter output)
    {
        using var stream = typeof(HelpText).Assembly.GetManifestResourceStream("help.txt")!;
        using var reader = new StreamReader(stream);
        output.Write(reader.ReadToEnd());
    }

    public static void WriteList(TextWriter output)
    {
        var width = Catalog.All.Max(b => b.Name.Length);
        foreach (var benchmark in Catalog.All)
        {
            var mark = benchmark == Catalog.Default ? " [default]" : "";
            output.WriteLine($"{benchmark.Name.PadRight(width)}  {benchmark.Summary}{mark}");
        }

        output.WriteLine($"{Catalog.AllName.PadRight(width)}  all of them");
    }
}

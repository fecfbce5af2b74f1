using System.Globalization;
using ActorPipeline.Notation;

namespace Benchmarks.Command;

/// <summary>The command line.</summary>
internal sealed record BenchOptions
{
    private const int MaxRuns = 99;

    /// <summary>The benchmarks to run.</summary>
    public IReadOnlyList<IBenchmark> Benchmarks { get; private init; } = [];

    /// <summary>Whether to print JSON.</summary>
    public bool IsJson { get; private init; }

    /// <summary>Whether to say what there is instead.</summary>
    public bool IsList { get; private init; }

    /// <summary>Whether to say how it is used instead.</summary>
    public bool IsHelp { get; private init; }

    /// <summary>Size of the record path's input.</summary>
    public long Records { get; private init; } = BenchContext.DefaultRecords;

    /// <summary>How often what varies is measured.</summary>
    public int Runs { get; private init; } = 3;

    /// <summary>Where the temporary directory goes.</summary>
    public string Directory { get; private init; } = Path.GetTempPath();

    /// <summary>Reads the command line.</summary>
    /// <exception cref="BenchException">It is wrong.</exception>
    public static BenchOptions Parse(IReadOnlyList<string> args)
    {
        var (options, names) = (new BenchOptions(), new List<string>());
        for (var i = 0; i < args.Count; i++)
        {
            var argument = args[i];
            switch (argument)
            {
                case "--json":
                    options = options with { IsJson = true };
                    break;
                case "--list":
                    options = options with { IsList = true };
                    break;
                case "--help" or "-h" or "-?":
                    options = options with { IsHelp = true };
                    break;
                case "--records":
                    options = options with { Records = Number(args, ref i, 10_000, 10_000_000_000) };
                    break;
                case "--runs":
                    options = options with { Runs = (int)Number(args, ref i, 1, MaxRuns) };
                    break;
                case "--directory":
                    options = options with { Directory = Existing(Value(args, ref i)) };
                    break;
                default:
                    names.Add(argument.StartsWith('-') ? throw UnknownOption(argument) : argument);
                    break;
            }
        }

        return options with { Benchmarks = Find(names) };
    }

    private static IReadOnlyList<IBenchmark> Find(List<string> names)
    {
        if (names.Count == 0)
        {
            return [Catalog.Default];
        }

        if (names.Contains(Catalog.AllName))
        {
            return Catalog.All;
        }

        var found = new List<IBenchmark>();
        foreach (var name in names.Distinct())
        {
            found.Add(Catalog.All.FirstOrDefault(b => b.Name == name) ?? throw UnknownName(name));
        }

        return found;
    }

    private static string Value(IReadOnlyList<string> args, ref int i) => ++i < args.Count
        ? args[i]
        : throw new BenchException($"{args[i - 1]} needs a value; see --help");

    private static long Number(IReadOnlyList<string> args, ref int i, long least, long most)
    {
        var text = Value(args, ref i);
        var isNumber = long.TryParse(
            text.Replace("_", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture,
            out var number);
        return isNumber && number >= least && number <= most
            ? number
            : throw new BenchException($"{args[i - 1]} must be a number from {least} to {most}, not '{text}'");
    }

    private static string Existing(string directory) => System.IO.Directory.Exists(directory)
        ? Path.GetFullPath(directory)
        : throw new BenchException($"--directory: there is no directory {directory}; create it first");

    private static BenchException UnknownOption(string option)
    {
        string[] options = ["--json", "--list", "--help", "--records", "--runs", "--directory"];
        return new BenchException($"there is no option '{option}'.{Nearest(option, options)} See --help");
    }

    private static BenchException UnknownName(string name)
    {
        string[] names = [.. Catalog.All.Select(b => b.Name), Catalog.AllName];
        return new BenchException($"there is no benchmark '{name}'.{Nearest(name, names)} --list shows all");
    }

    private static string Nearest(string name, IEnumerable<string> names) =>
        NearestName.Of(name, names) is { } nearest ? $" Did you mean '{nearest}'?" : "";
}

using ActorPipeline.Hocon;
using ActorPipeline.Node.Configuration;
using ActorPipeline.Plan;

namespace ActorPipeline.Node.Testing;

/// <summary>Reads a <c>*.test.conf</c> and the pipeline that it names.</summary>
internal static class TestFileLoader
{
    private const string CaseExample =
        "cases = [{ name = \"one record\", input = [\"...\"], results = [{ count = 1 }] }]";

    /// <exception cref="ConfigurationException">One of the files is wrong; it holds all reasons.</exception>
    public static TestFile Load(string name, string currentDirectory)
    {
        var path = Path.GetFullPath(name, currentDirectory);
        var context = new BindContext(HoconOrigin.Named(name), Path.GetDirectoryName(path)!, currentDirectory)
        {
            FilePath = path,
        };
        var root = new Section(context, Parse(name, currentDirectory), null, "");
        if (!root.IsGiven("cases") && root.IsGiven("source"))
        {
            throw new ConfigurationException([new ConfigProblem(
                context.File, "", "that is a pipeline; name a file with cases for it, see test-pipeline --help")]);
        }

        var pipeline = Pipeline(root, name, currentDirectory);
        var cases = root.Read("cases", v => v.AsArray());
        if (cases is null or { Count: 0 })
        {
            context.Problem(cases?.Origin ?? context.File, "cases", $"there is none; for example {CaseExample}");
        }

        var bound = new List<TestCase?>();
        for (var i = 0; pipeline is not null && i < cases?.Count; i++)
        {
            bound.Add(Case(root, cases[i], pipeline, i + 1));
        }

        root.Peek("vars");
        root.RejectUnknownKeys();
        return context.Problems.Count == 0
            ? new TestFile(name, pipeline!, [.. bound.Select(c => c!)])
            : throw new ConfigurationException([.. context.Problems.OrderBy(p => p.Origin.Line)]);
    }

    private static HoconObject Parse(string name, string currentDirectory)
    {
        try
        {
            return HoconDocument
                .ParseFile(Path.GetFullPath(name, currentDirectory), new HoconParseOptions { Description = name })
                .Resolve(new HoconResolveOptions { Environment = Environment.GetEnvironmentVariable });
        }
        catch (HoconException e)
        {
            throw new ConfigurationException([new ConfigProblem(e.Origin, "", e.Problem)]);
        }
    }

    private static PipelinePlan? Pipeline(Section root, string name, string currentDirectory)
    {
        var set = root.Read("set", v => v.AsArray().Items.Select(i => i.AsString()).ToList());
        if (root.Read("pipeline", v => IsPath(root.Context, v) ? v.AsString() : null) is not { } file)
        {
            if (!root.IsGiven("pipeline"))
            {
                root.Context.Problem(
                    root.Context.File, "pipeline", "it is missing; name the file to test, for example orders.conf");
            }

            return null;
        }

        var path = Path.Combine(Path.GetDirectoryName(name) ?? "", file);
        return PipelineLoader.Load(new PipelineRequest(path, set ?? [], null, currentDirectory)).Plan;
    }

    private static bool IsPath(BindContext context, HoconValue value) =>
        context.FullPath(value.AsString(), value.Origin).Length > 0;

    private static TestCase? Case(Section root, HoconValue value, PipelinePlan plan, int number)
    {
        if (root.Convert("cases", value, v => v.AsObject()) is not { } fields)
        {
            return null;
        }

        var section = new Section(root.Context, fields, null, $"cases[{number}]");
        var rows = new ExpectedRows(section);
        var partitions = Input(section);
        var results = rows.Read("results", plan.ResultColumns);
        if (results is null)
        {
            section.Context.Problem(
                section.Origin, section.PathOf("results"), "it is missing; write results = [] where none is expected");
        }

        var bound = new TestCase(
            section.Text("name") ?? $"case {number}",
            $"{fields.Origin.Description}:{fields.Origin.Line}",
            partitions,
            results ?? [],
            section.IsGiven("ordered") && section.Flag("ordered"),
            rows.ReadDeadLetters("dead-letters"),
            section.IsGiven("filtered") ? section.Number("filtered", 0, long.MaxValue) : null);
        section.RejectUnknownKeys();
        return bound;
    }

    /// <summary>A list of records or a text with one a line; or a list of such for several partitions.</summary>
    private static List<List<string>> Input(Section section) =>
        section.OneOf("input = [\"a record\", \"another\"]", "input", "partitions") switch
        {
            "input" => [section.Read("input", Records) ?? []],
            "partitions" => section.Read(
                "partitions", v => v.AsArray().Items.Select(Records).ToList()) is { Count: > 0 } partitions
                    ? partitions
                    : [[]],
            _ => [[]],
        };

    private static List<string> Records(HoconValue value) => value.Kind == HoconValueKind.Array
        ? [.. value.AsArray().Items.Select(OneLine)]
        : [.. value.AsString().Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];

    private static string OneLine(HoconValue value) => value.AsString() is var text && !text.Contains('\n')
        ? text
        : throw new HoconException(value.Origin, "a record is one line; this has several");
}

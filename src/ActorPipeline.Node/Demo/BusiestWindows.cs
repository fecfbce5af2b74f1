using System.Text.Json;
using ActorPipeline.Node.Screens;
using Spectre.Console;

namespace ActorPipeline.Node.Demo;

/// <summary>The windows with the most requests, from the demo's results.</summary>
internal sealed class BusiestWindows
{
    private const int Rows = 10;
    private readonly PriorityQueue<Row, long> _top = new();

    /// <summary>Number of windows in all.</summary>
    public long Count { get; private set; }

    public static BusiestWindows Read(string path)
    {
        var windows = new BusiestWindows();
        foreach (var line in File.ReadLines(path))
        {
            windows.Add(JsonSerializer.Deserialize(line, DemoJson.Default.Row)!);
        }

        return windows;
    }

    /// <summary>The key of one of them as arguments of <c>state</c>; null where it would need quotes.</summary>
    public string? KeyArguments => _top.UnorderedItems.Select(i => i.Element).MaxBy(r => r.Requests) is { } row
        && row.Class is { } status && row.Section is { Length: > 0 } section && section.All(char.IsAsciiLetterOrDigit)
            ? $"{status} {section}"
            : null;

    public void Print(TextWriter output)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumn("minute").AddColumn("section").AddColumn(Right("class"))
            .AddColumn(Right("requests")).AddColumn(Right("errors")).AddColumn(Right("bytes"));
        foreach (var row in _top.UnorderedItems.Select(i => i.Element)
            .OrderByDescending(r => r.Requests).ThenBy(r => r.WindowStart, StringComparer.Ordinal))
        {
            table.AddRow(
                Markup.Escape(row.WindowStart),
                Markup.Escape(Clean(row.Section ?? "-")),
                row.Class is { } status ? $"{status}xx" : "-",
                NumberText.Of(row.Requests),
                NumberText.Of(row.Errors),
                row.Bytes is { } bytes ? NumberText.Bytes(bytes) : "-");
        }

        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }).Write(table);
    }

    private static TableColumn Right(string name) => new TableColumn(name).RightAligned();

    // A log is written by strangers: what they sent must not steer the terminal.
    private static string Clean(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));

    private void Add(Row row)
    {
        Count++;
        _top.Enqueue(row, row.Requests);
        if (_top.Count > Rows)
        {
            _top.Dequeue();
        }
    }

    /// <summary>A line of the results.</summary>
    internal sealed record Row(
        long? Class, string? Section, string WindowStart, long Requests, long Errors, long? Bytes);
}

using System.Globalization;

namespace Benchmarks.Reporting;

/// <summary>Reports for people.</summary>
internal static class TextReport
{
    public static void Write(TextWriter output, Machine machine)
    {
        output.WriteLine("machine");
        foreach (var (label, value) in machine.Facts)
        {
            output.WriteLine($"  {label,-10}{value}");
        }

        if (machine.Warning is { } warning)
        {
            output.WriteLine($"  warning   {warning}");
        }
    }

    public static void Write(TextWriter output, Report report)
    {
        output.WriteLine();
        output.WriteLine($"{report.Name}: {report.Subject}");
        if (report.Error is { } error)
        {
            Wrap(output, "could not be measured: " + error);
        }

        var width = report.Figures.Count == 0 ? 0 : report.Figures.Max(f => f.Label.Length);
        foreach (var figure in report.Figures)
        {
            var value = NumberText.Of(figure.Value, figure.Unit);
            output.WriteLine($"  {figure.Label.PadRight(width)}  {value,12}{TargetText(figure)}");
        }

        foreach (var table in report.Tables)
        {
            output.WriteLine();
            Write(output, table);
        }

        foreach (var note in report.Notes)
        {
            output.WriteLine();
            Wrap(output, note);
        }
    }

    private static string TargetText(Figure figure)
    {
        if (figure.Target is not { } target)
        {
            return "";
        }

        var bound = $"{(target.IsUpper ? "at most" : "at least")} {NumberText.Of(target.Value, figure.Unit)}";
        return $"  {(target.IsMetBy(figure.Value) ? "met" : "MISSED")}: {bound}";
    }

    private static void Write(TextWriter output, Table table)
    {
        var lines = new List<string[]> { table.Columns.Select(c => c.Label).ToArray() };
        foreach (var row in table.Rows)
        {
            lines.Add([.. row.Select((cell, i) => CellText(cell, table.Columns[i].Unit))]);
        }

        var widths = table.Columns.Select((_, i) => lines.Max(l => l[i].Length)).ToArray();
        foreach (var line in lines)
        {
            var cells = line.Select((text, i) => IsText(table, i) ? text.PadRight(widths[i]) : text.PadLeft(widths[i]));
            output.WriteLine("  " + string.Join("  ", cells).TrimEnd());
        }
    }

    private static bool IsText(Table table, int column) => table.Rows.Any(r => r[column] is string);

    private static string CellText(object? cell, Unit unit) => cell switch
    {
        null => "",
        string text => text,
        _ => NumberText.Of(Convert.ToDouble(cell, CultureInfo.InvariantCulture), unit),
    };

    private static void Wrap(TextWriter output, string text)
    {
        const int width = 100;
        var line = "  ";
        foreach (var word in text.Split(' '))
        {
            if (line.Length + word.Length > width)
            {
                output.WriteLine(line.TrimEnd());
                line = "  ";
            }

            line += word + " ";
        }

        output.WriteLine(line.TrimEnd());
    }
}

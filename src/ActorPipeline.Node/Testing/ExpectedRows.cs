using ActorPipeline.Hocon;
using ActorPipeline.Node.Configuration;
using ActorPipeline.Plan;
using ActorPipeline.TestKit;
using ActorPipeline.TestKit.Rows;

namespace ActorPipeline.Node.Testing;

/// <summary>Reads expected rows of a case: a list of objects, each with values by column.</summary>
internal sealed class ExpectedRows(Section section)
{
    /// <summary>The rows of a setting; null where it is not there.</summary>
    public IReadOnlyList<ExpectedRow>? Read(string key, IReadOnlyList<ResultColumn> columns) =>
        section.Read(key, v => v.AsArray()) is { } list
            ? [.. list.Items.Select((row, i) => Row($"{key}[{i + 1}]", row, columns)).OfType<ExpectedRow>()]
            : null;

    /// <summary>Dead letters; none where the setting is not there.</summary>
    public IReadOnlyList<ExpectedRow> ReadDeadLetters(string key) => Read(key, DeadLetter.Columns) ?? [];

    private ExpectedRow? Row(string key, HoconValue value, IReadOnlyList<ResultColumn> columns)
    {
        if (section.Convert(key, value, v => v.AsObject()) is not { } row)
        {
            return null;
        }

        var names = columns.Select(c => c.Name).ToList();
        var fields = new List<KeyValuePair<string, string?>>();
        foreach (var (name, cell) in row.Fields)
        {
            if (!names.Contains(name))
            {
                section.Context.Problem(
                    cell.Origin,
                    section.PathOf($"{key}.{name}"),
                    $"there is no column '{name}'; {Hint.For(name, names, $"there are {Hint.Join(names, "and")}")}");
                continue;
            }

            var text = cell.Kind == HoconValueKind.Null
                ? null
                : section.Convert($"{key}.{name}", cell, v => v.AsString());
            fields.Add(KeyValuePair.Create(name, text));
            if (columns == DeadLetter.Columns && name == "reason" && !DeadLetter.ReasonNames.Contains(text))
            {
                section.Context.Problem(
                    cell.Origin,
                    section.PathOf($"{key}.reason"),
                    $"there is no reason '{text}'; " + Hint.For(
                        text ?? "", DeadLetter.ReasonNames, $"use {Hint.Join(DeadLetter.ReasonNames, "or")}"));
            }
        }

        return new ExpectedRow(fields, $"{row.Origin.Description}:{row.Origin.Line}");
    }
}

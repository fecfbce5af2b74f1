using System.Text.RegularExpressions;
using ActorPipeline.Hocon;
using ActorPipeline.Node.Configuration;

namespace ActorPipeline.Node.Tests.Configuration;

/// <summary>reference.conf and the program say the same.</summary>
public sealed partial class ReferenceScenarios : IDisposable
{
    private readonly Workbench _bench = new();

    /// <summary>Sections whose keys are the operator's own.</summary>
    private static readonly string[] Own = ["vars", "let", "aggregate", "decode.columns", "decode.json"];

    [Theory]
    [InlineData("")]
    [InlineData("source = null, source.generator.kind = orders")]
    [InlineData("sink = null, sink = { sqlite = a.db }")]
    [InlineData("window = null, window = { hopping = 5m, every = 1m }")]
    [InlineData("decode = null, decode.pattern = combined, event-time.column = time, key = host")]
    public void Every_setting_in_effect_stands_in_the_reference(string lines)
    {
        var known = KeysOfReference();

        var missing = _bench.With(Workbench.Minimal + lines).Load().Settings
            .Select(s => s.Path)
            .Where(p => !known.Contains(p) && !Own.Any(o => p.StartsWith(o + ".", StringComparison.Ordinal)))
            .Where(p => !p.StartsWith("window.", StringComparison.Ordinal));

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_setting_of_the_reference_is_known_to_the_program()
    {
        foreach (var path in KeysOfReference().Where(k => !k.StartsWith("window", StringComparison.Ordinal)))
        {
            _bench.With($"{path} = {{ no-such-setting = 1 }}");
            Assert.DoesNotContain($"{path}: there is no such setting", _bench.Problems(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_reference_alone_is_valid_hocon_and_each_setting_has_a_comment()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Hocon, "reference.conf"));
        for (var i = 1; i < lines.Length; i++)
        {
            if (Assignment().IsMatch(lines[i]))
            {
                Assert.True(lines[i - 1].TrimStart().StartsWith('#'), $"reference.conf:{i + 1}: {lines[i]}");
            }
        }
    }

    [Theory]
    [InlineData("access-log.conf")]
    [InlineData("orders.conf")]
    public void The_examples_can_be_run(string name)
    {
        var file = PipelineLoader.Load(new PipelineRequest(Path.Combine(Repository.Hocon, name), [], null, "/"));

        Assert.NotEmpty(file.Plan.Aggregates);
    }

    public void Dispose() => _bench.Dispose();

    /// <summary>The keys with a default, and those that are commented out.</summary>
    private static HashSet<string> KeysOfReference()
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        AddLeaves(Reference.Settings, "");
        var section = new Stack<string>();
        foreach (var line in File.ReadAllLines(Path.Combine(Repository.Hocon, "reference.conf")))
        {
            if (Opening().Match(line) is { Success: true } opening)
            {
                section.Push(opening.Groups[1].Value);
            }
            else if (line.Trim() == "}")
            {
                section.Pop();
            }
            else if (Commented().Match(line) is { Success: true } commented)
            {
                keys.Add(string.Join('.', section.Reverse().Append(commented.Groups[1].Value)));
            }
        }

        return keys;

        void AddLeaves(HoconObject fields, string prefix)
        {
            foreach (var (key, value) in fields.Fields)
            {
                if (value is HoconObject { Count: > 0 } inner)
                {
                    AddLeaves(inner, $"{prefix}{key}.");
                }
                else
                {
                    keys.Add(prefix + key);
                }
            }
        }
    }

    [GeneratedRegex(@"^\s*([a-z-]+) \{$")]
    private static partial Regex Opening();

    [GeneratedRegex(@"^\s*# ([a-z-]+) [={] ?\S")]
    private static partial Regex Commented();

    [GeneratedRegex(@"^\s*(# )?[a-z-]+ ([={]) ?\S")]
    private static partial Regex Assignment();
}

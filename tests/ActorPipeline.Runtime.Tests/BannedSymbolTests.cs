using System.Reflection;
using System.Text.RegularExpressions;
using Akka.Actor;
using Akka.Persistence;
using Akka.Streams.Dsl;

namespace ActorPipeline.Runtime.Tests;

/// <summary>
/// A name that the analyzer does not know bans nothing, and says nothing: an upgrade that renames one, or brings an
/// overload, is told here.
/// </summary>
public sealed class BannedSymbolTests
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static
        | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Assembly[] _assemblies =
        [typeof(ActorSystem).Assembly, typeof(Source).Assembly, typeof(PersistentActor).Assembly];

    [Fact]
    public void Everything_that_the_engine_must_not_use_exists_and_all_of_its_overloads_are_named()
    {
        var lines = File.ReadAllLines(PathOfList());
        var wrong = lines.Where(l => l.StartsWith("T:", StringComparison.Ordinal) && Find(NameOf(l)) is null).ToList();
        foreach (var group in lines.Where(l => l.StartsWith("M:", StringComparison.Ordinal)).GroupBy(MemberOf))
        {
            var (type, name) = (Find(group.Key.Type), group.Key.Name);
            var overloads = type?.GetMethods(All).Count(m => m.Name == name && (m.IsPublic || m.IsFamily)) ?? 0;
            if (overloads != group.Count())
            {
                wrong.Add($"{group.Key}: {overloads} overloads, {group.Count()} lines");
            }
        }

        Assert.Empty(wrong);
        Assert.All(lines, l => Assert.Matches("^[TM]:[^;]+;[A-Z].+[^.]$", l));
    }

    private static Type? Find(string name) =>
        _assemblies.Select(a => a.GetType(name)).FirstOrDefault(t => t is not null);

    private static string NameOf(string line) => line[2..line.IndexOf(';', StringComparison.Ordinal)];

    private static (string Type, string Name) MemberOf(string line)
    {
        var match = Regex.Match(NameOf(line), @"^(?<type>[^(]+)\.(?<name>\w+)(``\d+)?\(");
        return (match.Groups["type"].Value, match.Groups["name"].Value);
    }

    private static string PathOfList()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "ActorPipeline.sln")))
        {
            directory = Path.GetDirectoryName(directory)!;
        }

        return Path.Combine(directory, "src", "ActorPipeline.Runtime", "BannedSymbols.txt");
    }
}

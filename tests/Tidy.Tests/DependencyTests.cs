using System.Xml.Linq;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tidy.Tests;

/// <summary>Who may know whom. A line that nobody needs any more is struck off, so the tables only tighten.</summary>
public sealed class DependencyTests
{
    /// <summary>Projects, with the projects and packages that each may refer to.</summary>
    private static readonly Dictionary<string, string[]> Projects = new()
    {
        ["ActorPipeline"] = ["Polly.Core"],
        ["ActorPipeline.Hocon"] = [],
        ["ActorPipeline.Sql"] = ["ActorPipeline", "Microsoft.Data.Sqlite.Core", "SQLitePCLRaw.bundle_e_sqlite3"],
        ["ActorPipeline.Runtime"] =
        [
            "ActorPipeline", "Akka", "Akka.Persistence", "Akka.Persistence.Query", "Akka.Persistence.Sql",
            "Akka.Streams", "Microsoft.Data.Sqlite.Core", "MySqlConnector", "Npgsql", "SQLitePCLRaw.bundle_e_sqlite3",
        ],
        ["ActorPipeline.TestKit"] = ["ActorPipeline"],
        ["ActorPipeline.Extensions.Hosting"] =
        [
            "ActorPipeline", "ActorPipeline.Sql", "Microsoft.Extensions.Diagnostics.HealthChecks",
            "Microsoft.Extensions.Hosting.Abstractions", "Microsoft.Extensions.Logging.Abstractions",
        ],
        ["ActorPipeline.Node"] =
        [
            "ActorPipeline", "ActorPipeline.Hocon", "ActorPipeline.Sql", "ActorPipeline.TestKit", "Spectre.Console",
            "System.CommandLine",
        ],
    };

    /// <summary>
    /// Folders of the engine, with those that each may use. All may use Records. Hosting wires everything; Plan is what
    /// an operator asks for and is known to whoever is set up by it.
    /// </summary>
    private static readonly Dictionary<string, string[]> Folders = new()
    {
        ["Records"] = [],
        ["Expressions"] = ["Plan"],
        ["Plan"] = ["Expressions", "Journal"],
        ["Journal"] = [],
        ["Sources"] = ["Plan"],
        ["Decoding"] = ["Plan"],
        ["Routing"] = ["Expressions", "Journal", "Plan"],
        ["Emission"] = ["Journal", "Plan", "Routing"],
        ["Actors"] = ["Emission", "Expressions", "Journal", "Plan", "Routing"],
        ["Windows"] = ["Actors", "Emission", "Journal", "Plan", "Routing"],
        ["Sharding"] = ["Actors", "Emission", "Hosting", "Journal", "Plan", "Routing"],
        ["Sinks"] = ["Emission", "Plan"],
        ["Definitions"] = ["Actors", "Decoding", "Expressions", "Plan"],
        ["Events"] = ["Actors", "Journal", "Plan", "Routing", "Sharding"],
        ["Streams"] = [],
        ["Hosting"] =
        [
            "Actors", "Decoding", "Emission", "Events", "Journal", "Plan", "Routing", "Sharding", "Sinks", "Sources",
            "Streams", "Windows",
        ],
    };

    private static IEnumerable<SourceFile> SourceProjects =>
        Repository.EndingIn(".csproj").Where(f => f.IsIn("src"));

    [Fact]
    public void Projects_refer_one_way()
    {
        var offences = new List<Offence>();
        foreach (var file in SourceProjects)
        {
            var name = Path.GetFileNameWithoutExtension(file.Path);
            var allowed = Projects.GetValueOrDefault(name, []);
            var used = References(file).ToList();
            offences.AddRange(used.Except(allowed)
                .Select(r => new Offence(file.Path, 0, $"refers to {r}; {name} may refer to: {List(allowed)}")));
            offences.AddRange(allowed.Except(used)
                .Select(r => new Offence(file.Path, 0, $"does not refer to {r} any more; strike it off the table")));
        }

        Offence.AssertNone(offences);
    }

    [Fact]
    public void The_engines_folders_know_their_neighbours_only()
    {
        var offences = new List<Offence>();
        foreach (var group in Repository.Source.Where(f => f.IsIn("src/ActorPipeline")).GroupBy(FolderOf))
        {
            var allowed = Folders.GetValueOrDefault(group.Key, []);
            var used = group.SelectMany(f => Uses(f).Select(u => (File: f, u.Folder, u.Line))).ToList();
            offences.AddRange(used.Where(u => !allowed.Contains(u.Folder)).Select(u => u.File.At(
                u.Line, $"{group.Key} uses {u.Folder}; it may use Records and: {List(allowed)}")));
            offences.AddRange(allowed.Except(used.Select(u => u.Folder)).Select(
                u => new Offence($"src/ActorPipeline/{group.Key}", 0, $"{u} is not used any more; strike it off")));
        }

        Offence.AssertNone(offences);
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repository.EndingIn(".sln").Single().Text.Replace('\\', '/');
        Offence.AssertNone(Repository.EndingIn(".csproj")
            .Where(f => !solution.Contains($"\"{f.Path}\"", StringComparison.Ordinal))
            .Select(f => new Offence(f.Path, 0, "is not in the solution")));
    }

    /// <summary>The folders of the engine that a file uses, Records and its own aside.</summary>
    private static IEnumerable<(string Folder, int Line)> Uses(SourceFile file) =>
        from use in file.All<UsingDirectiveSyntax>()
        let parts = use.NamespaceOrType.ToString().Split('.')
        where parts.Length > 1 && parts[0] == "ActorPipeline" && parts[1] != FolderOf(file) && parts[1] != "Records"
        select (parts[1], file.LineOf(use.SpanStart));

    private static IEnumerable<string> References(SourceFile project) =>
        from element in XDocument.Parse(project.Text).Descendants()
        where element.Name.LocalName is "ProjectReference" or "PackageReference"
        let include = element.Attribute("Include")!.Value.Replace('\\', '/')
        select element.Name.LocalName == "PackageReference" ? include : Path.GetFileNameWithoutExtension(include);

    private static string FolderOf(SourceFile file) => file.Path.Split('/')[2];

    private static string List(string[] names) => names.Length == 0 ? "nothing" : string.Join(", ", names);
}

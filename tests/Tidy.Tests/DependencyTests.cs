using System.Xml.Linq;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tidy.Tests;

/// <summary>Who may know whom. A line that nobody needs any more is struck off, so the tables only tighten.</summary>
public sealed class DependencyTests
{
    /// <summary>Projects, with the projects and packages that each may refer to.</summary>
    private static readonly Dictionary<string, string[]> Projects = new()
    {
        ["ActorPipeline"] = [],
        ["ActorPipeline.Hocon"] = [],
        ["ActorPipeline.Sql"] =
        [
            "ActorPipeline", "ActorPipeline.Runtime", "Microsoft.Data.Sqlite.Core", "SQLitePCLRaw.bundle_e_sqlite3",
        ],
        ["ActorPipeline.Runtime"] =
        [
            "ActorPipeline", "Akka", "Akka.Persistence", "Akka.Persistence.Query", "Akka.Persistence.Sql",
            "Akka.Streams", "Microsoft.Data.Sqlite.Core", "MySqlConnector", "Npgsql", "SQLitePCLRaw.bundle_e_sqlite3",
        ],
        ["ActorPipeline.TestKit"] = ["ActorPipeline", "ActorPipeline.Runtime"],
        ["ActorPipeline.TestKit.Xunit2"] = ["ActorPipeline.TestKit", "Akka.TestKit.Xunit2"],
        ["ActorPipeline.Extensions.Hosting"] =
        [
            "ActorPipeline", "ActorPipeline.Runtime", "ActorPipeline.Sql", "Akka.Hosting",
            "Microsoft.Extensions.Diagnostics.HealthChecks", "Microsoft.Extensions.Hosting.Abstractions",
            "Microsoft.Extensions.Logging.Abstractions",
        ],
        ["ActorPipeline.Node"] =
        [
            "ActorPipeline", "ActorPipeline.Hocon", "ActorPipeline.Sql", "ActorPipeline.TestKit", "Spectre.Console",
            "System.CommandLine",
        ],
    };

    /// <summary>
    /// Folders of the core, with those that each may use. All may use Records and Notation. Plan is what an operator
    /// asks for and is known to whoever is set up by it. The core knows nothing of Akka, nor of what runs it.
    /// </summary>
    private static readonly Dictionary<string, string[]> Folders = new()
    {
        ["Notation"] = [],
        ["Records"] = [],
        ["Expressions"] = [],
        ["Plan"] = ["Expressions", "Journal"],
        ["Journal"] = [],
        ["Sources"] = ["Plan"],
        ["Decoding"] = ["Plan"],
        ["Routing"] = ["Expressions", "Journal", "Plan"],
        ["Emission"] = ["Journal", "Plan", "Routing"],
        ["Actors"] = ["Emission", "Expressions", "Journal", "Plan", "Routing"],
        ["Windows"] = ["Actors", "Emission", "Journal", "Plan", "Routing"],
        ["Sharding"] = ["Actors", "Emission", "Journal", "Plan", "Routing", "Windows"],
        ["Sinks"] = ["Emission", "Plan"],
        ["Definitions"] = ["Actors", "Decoding", "Expressions", "Plan"],
        ["Events"] = ["Actors", "Journal", "Plan", "Routing", "Sharding"],
        ["Inspection"] = ["Actors", "Emission", "Journal", "Plan", "Routing", "Sharding", "Windows"],
    };

    /// <summary>
    /// Folders of the runtime, with those of its own that each may use. A stage knows those that it tells; what lies in
    /// no folder builds the topology and knows all.
    /// </summary>
    private static readonly Dictionary<string, string[]> RuntimeFolders = new()
    {
        ["Commits"] = [],
        ["Hosting"] = ["Outbox", "Persistence", "Regions"],
        ["Ingest"] = ["Hosting", "Shards"],
        ["Outbox"] = ["Hosting", "Persistence", "Shards"],
        ["Persistence"] = [],
        ["Regions"] = [],
        ["Results"] = [],
        ["Shards"] = ["Ingest", "Outbox", "Persistence", "Regions"],
        ["Streams"] = ["Results"],
        ["Telemetry"] = ["Hosting"],
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
    public void The_cores_folders_know_their_neighbours_only() => AssertNeighbours("ActorPipeline", Folders);

    [Fact]
    public void The_runtimes_folders_know_their_neighbours_only() =>
        AssertNeighbours("ActorPipeline.Runtime", RuntimeFolders);

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repository.EndingIn(".sln").Single().Text.Replace('\\', '/');
        Offence.AssertNone(Repository.EndingIn(".csproj")
            .Where(f => !solution.Contains($"\"{f.Path}\"", StringComparison.Ordinal))
            .Select(f => new Offence(f.Path, 0, "is not in the solution")));
    }

    private static void AssertNeighbours(string project, Dictionary<string, string[]> folders)
    {
        var offences = new List<Offence>();
        var files = Repository.Source.Where(f => f.IsIn($"src/{project}") && f.Path.Count(c => c == '/') > 2);
        foreach (var group in files.GroupBy(FolderOf))
        {
            var allowed = folders.GetValueOrDefault(group.Key, []);
            var used = group.SelectMany(f => Uses(f, project).Select(u => (File: f, u.Folder, u.Line))).ToList();
            offences.AddRange(used.Where(u => !allowed.Contains(u.Folder)).Select(u => u.File.At(
                u.Line, $"{group.Key} uses {u.Folder}; it may use: {List(allowed)}")));
            offences.AddRange(allowed.Except(used.Select(u => u.Folder)).Select(
                u => new Offence($"src/{project}/{group.Key}", 0, $"{u} is not used any more; strike it off")));
        }

        Offence.AssertNone(offences);
    }

    /// <summary>The folders of its project that a file uses, Notation, Records and its own aside.</summary>
    private static IEnumerable<(string Folder, int Line)> Uses(SourceFile file, string project) =>
        from use in file.All<UsingDirectiveSyntax>()
        let name = use.NamespaceOrType.ToString()
        where name.StartsWith(project + ".", StringComparison.Ordinal)
        let folder = name[(project.Length + 1)..].Split('.')[0]
        where folder != FolderOf(file) && folder is not ("Notation" or "Records")
        select (folder, file.LineOf(use.SpanStart));

    private static IEnumerable<string> References(SourceFile project) =>
        from element in XDocument.Parse(project.Text).Descendants()
        where element.Name.LocalName is "ProjectReference" or "PackageReference"
        let include = element.Attribute("Include")!.Value.Replace('\\', '/')
        select element.Name.LocalName == "PackageReference" ? include : Path.GetFileNameWithoutExtension(include);

    private static string FolderOf(SourceFile file) => file.Path.Split('/')[2];

    private static string List(string[] names) => names.Length == 0 ? "nothing" : string.Join(", ", names);
}

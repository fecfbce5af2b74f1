using System.Diagnostics;
using Tidy.Tests.Rules;

namespace Tidy.Tests;

/// <summary>The files that are under version control, or would be if they were added now.</summary>
internal static class Repository
{
    private const string Solution = "ActorPipeline.sln";

    /// <summary>Where the solution is.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>What is left out.</summary>
    public static IgnoreRules Ignored { get; } = new(File.ReadLines(Full(".gitignore")).Append(".git"));

    /// <summary>Paths below the root, with slashes, in order.</summary>
    public static IReadOnlyList<string> Paths { get; } =
        [.. (AskGit() ?? Walk()).Where(p => File.Exists(Full(p))).Order(StringComparer.Ordinal)];

    /// <summary>All C# files of src and tests.</summary>
    public static IReadOnlyList<SourceFile> CSharp { get; } = [.. Paths.Where(IsCode).Select(SourceFile.Load)];

    /// <summary>The C# files of src.</summary>
    public static IEnumerable<SourceFile> Source => CSharp.Where(f => f.IsIn("src"));

    /// <summary>All files that people read and write, C# or not.</summary>
    public static IReadOnlyList<SourceFile> Text { get; } =
        [.. CSharp, .. Paths.Where(p => !IsCode(p) && IsText(p)).Select(SourceFile.Load)];

    /// <summary>Files below the root by the end of their name.</summary>
    public static IEnumerable<SourceFile> EndingIn(string end) => Text.Where(f => f.Path.EndsWith(end, Same));

    /// <summary>The full path of a file below the root.</summary>
    public static string Full(string path) => Path.Combine(Root, path);

    private const StringComparison Same = StringComparison.Ordinal;

    private static string FindRoot(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"no folder above {from} holds {Solution}");
    }

    private static bool IsCode(string path) =>
        path.EndsWith(".cs", Same) && (path.StartsWith("src/", Same) || path.StartsWith("tests/", Same));

    private static bool IsText(string path) => Path.GetExtension(path) is
        ".md" or ".cs" or ".csproj" or ".props" or ".targets" or ".conf" or ".json" or ".yml" or ".yaml" or ".sql"
        or ".sh" or ".txt" or ".sln" or ".editorconfig" or ".gitignore" or "";

    private static List<string>? AskGit()
    {
        var start = new ProcessStartInfo("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var git = Process.Start(start)!;
            git.ErrorDataReceived += (_, _) => { };
            git.BeginErrorReadLine();
            var paths = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
            git.WaitForExit();
            return git.ExitCode == 0 && paths.Length > 0 ? [.. paths] : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // No git: a source archive.
            return null;
        }
    }

    /// <summary>The same without git.</summary>
    public static IEnumerable<string> Walk() => new DirectoryInfo(Root)
        .EnumerateFiles("*", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(Root, f.FullName).Replace('\\', '/'))
        .Where(p => !Ignored.Cover(p));
}

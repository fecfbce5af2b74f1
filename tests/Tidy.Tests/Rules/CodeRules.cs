using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tidy.Tests.Rules;

/// <summary>What code may not do.</summary>
internal static class CodeRules
{
    private static readonly string[] Clocks =
    [
        "DateTime.Now", "DateTime.UtcNow", "DateTime.Today", "DateTimeOffset.Now", "DateTimeOffset.UtcNow",
        "Environment.TickCount", "Environment.TickCount64", "Stopwatch.StartNew", "Stopwatch.GetTimestamp",
        "Stopwatch.GetElapsedTime", "Guid.NewGuid", "Guid.CreateVersion7", "Random.Shared",
    ];

    private static readonly string[] Sleeps = ["Thread.Sleep", "Thread.SpinWait", "Task.Delay"];

    /// <summary>Where the process' clock comes in: at the top, and as the default of an engine's services.</summary>
    private static readonly string[] ClockSources =
        ["src/ActorPipeline.Node/", "src/ActorPipeline.Runtime/Hosting/PipelineServices.cs"];

    /// <summary>Time comes from a TimeProvider and chance from a seed.</summary>
    public static IEnumerable<Offence> Clock(SourceFile file)
    {
        foreach (var access in file.All<MemberAccessExpressionSyntax>())
        {
            var name = Ending(access);
            if (Clocks.Contains(name) || (name == "TimeProvider.System" && !IsClockSource(file.Path)))
            {
                yield return file.At(access, $"{name}; take a TimeProvider or a seed from the caller");
            }
        }

        foreach (var made in file.All<ObjectCreationExpressionSyntax>())
        {
            if (made.Type.ToString() is "Stopwatch" || (made.Type.ToString() is "Random" && HasNoArguments(made)))
            {
                yield return file.At(made, $"new {made.Type}; take a TimeProvider or a seed from the caller");
            }
        }
    }

    /// <summary>A test that sleeps is slow, and fails on a busy machine.</summary>
    public static IEnumerable<Offence> Sleep(SourceFile file) => file.All<MemberAccessExpressionSyntax>()
        .Where(a => Sleeps.Contains(Ending(a)))
        .Select(a => file.At(a, $"{Ending(a)}; wait for what happens, or use virtual time"));

    /// <summary>An exception in an async void ends the process; nobody can wait for it.</summary>
    public static IEnumerable<Offence> AsyncVoid(SourceFile file) => file.Syntax.DescendantNodes()
        .Where(n => n is MethodDeclarationSyntax m && IsAsyncVoid(m.Modifiers, m.ReturnType)
            || n is LocalFunctionStatementSyntax f && IsAsyncVoid(f.Modifiers, f.ReturnType))
        .Select(n => file.At(n, "async void; return a Task"));

    /// <summary>A task that nobody awaits hides its exception.</summary>
    public static IEnumerable<Offence> DiscardedTask(SourceFile file)
    {
        foreach (var call in file.All<InvocationExpressionSyntax>())
        {
            var isDropped = call.Parent is ExpressionStatementSyntax
                || (call.Parent is AssignmentExpressionSyntax a && a.Left.ToString() == "_");
            var name = Ending(call.Expression);
            if (isDropped && (name.EndsWith("Async", StringComparison.Ordinal) || name is "Task.Run"))
            {
                yield return file.At(call, $"the task of {name} is dropped; await it, or keep it and await it later");
            }
        }
    }

    /// <summary>A class is sealed unless somebody derives from it.</summary>
    public static IEnumerable<Offence> Unsealed(SourceFile file, IReadOnlySet<string> bases)
    {
        foreach (var type in file.All<TypeDeclarationSyntax>())
        {
            var isClass = type is ClassDeclarationSyntax
                || (type is RecordDeclarationSyntax && !type.IsKind(SyntaxKind.RecordStructDeclaration));
            var isOpen = !type.Modifiers.Any(m =>
                m.Kind() is SyntaxKind.SealedKeyword or SyntaxKind.StaticKeyword or SyntaxKind.AbstractKeyword
                    or SyntaxKind.PartialKeyword);
            if (isClass && isOpen && !bases.Contains(type.Identifier.Text))
            {
                yield return file.At(type, $"{type.Identifier.Text} is not sealed, and nothing derives from it");
            }
        }
    }

    /// <summary>The names of all types that something in these files derives from.</summary>
    public static HashSet<string> Bases(IEnumerable<SourceFile> files) =>
        [.. files.SelectMany(f => f.All<BaseTypeSyntax>()).Select(b => b.Type.ToString().Split('<')[0].Split('.')[^1])];

    /// <summary>The last two names of a chain: Now of System.DateTime.Now is DateTime.Now.</summary>
    private static string Ending(ExpressionSyntax expression) =>
        string.Join('.', expression.ToString().Split('.').Select(p => p.Trim()).TakeLast(2));

    private static bool IsClockSource(string path) =>
        ClockSources.Any(s => path.StartsWith(s, StringComparison.Ordinal));

    private static bool IsAsyncVoid(SyntaxTokenList modifiers, TypeSyntax type) =>
        modifiers.Any(SyntaxKind.AsyncKeyword) && type.ToString() == "void";

    private static bool HasNoArguments(ObjectCreationExpressionSyntax made) =>
        made.ArgumentList is null || made.ArgumentList.Arguments.Count == 0;
}

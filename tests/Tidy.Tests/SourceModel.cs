using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tidy.Tests;

/// <summary>What src means, as far as can be told without packages: which file names a type of which other.</summary>
internal static class SourceModel
{
    // As the SDK writes it for a project with implicit usings.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly Lazy<IReadOnlyList<FolderUse>> All = new(Read);

    /// <summary>Names of types, and of extension methods, that are declared in another folder of src.</summary>
    public static IReadOnlyList<FolderUse> Uses => All.Value;

    private static IReadOnlyList<FolderUse> Read()
    {
        var platform = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        var references = platform.Split(Path.PathSeparator).Where(p => p.EndsWith(".dll", StringComparison.Ordinal))
            .Select(p => MetadataReference.CreateFromFile(p));
        var files = Repository.Source.ToList();
        var compilation = CSharpCompilation.Create(
            "src",
            files.Select(f => f.Syntax.SyntaxTree).Append(CSharpSyntaxTree.ParseText(ImplicitUsings)),
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var declared = files.SelectMany(f => f.All<MemberDeclarationSyntax>()).Select(NameOf).ToHashSet();
        return [.. files.AsParallel().SelectMany(f => UsesOf(f, compilation, declared))];
    }

    /// <summary>The name that a type or an extension method is called by; nothing of anything else.</summary>
    private static string NameOf(MemberDeclarationSyntax member) => member switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        DelegateDeclarationSyntax type => type.Identifier.Text,
        MethodDeclarationSyntax { ParameterList.Parameters: [{ Modifiers: var modifiers }, ..] } method
            when modifiers.Any(SyntaxKind.ThisKeyword) => method.Identifier.Text,
        _ => "",
    };

    private static IEnumerable<FolderUse> UsesOf(
        SourceFile file, CSharpCompilation compilation, HashSet<string> declared)
    {
        var model = compilation.GetSemanticModel(file.Syntax.SyntaxTree);
        var from = Path.GetDirectoryName(file.Path)!;
        foreach (var name in file.All<SimpleNameSyntax>().Where(n => declared.Contains(n.Identifier.Text)))
        {
            var info = model.GetSymbolInfo(name);
            var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
            var type = symbol switch
            {
                INamedTypeSymbol named => named,
                IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.ReducedExtension } method =>
                    method.ContainingType,
                _ => null,
            };
            if (type?.DeclaringSyntaxReferences is not [var declaration, ..])
            {
                continue;
            }

            var to = Path.GetDirectoryName(declaration.SyntaxTree.FilePath)!;
            if (to != from)
            {
                yield return new FolderUse(file, file.LineOf(name.SpanStart), from, to, type.Name);
            }
        }
    }
}

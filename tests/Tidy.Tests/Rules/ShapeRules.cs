using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tidy.Tests.Rules;

/// <summary>How a file is laid out.</summary>
internal static class ShapeRules
{
    /// <summary>One public type a file; a generic twin of the same name may stand beside it.</summary>
    public static IEnumerable<Offence> PublicType(SourceFile file)
    {
        string? first = null;
        foreach (var type in TopTypes(file).Where(t => t.Modifiers.Any(SyntaxKind.PublicKeyword)))
        {
            first ??= NameOf(type);
            if (NameOf(type) != first)
            {
                yield return file.At(type, $"{NameOf(type)} is a second public type, after {first}");
            }
        }
    }

    /// <summary>
    /// A file is called like its type: Name.cs, Name.Part.cs for a part of it, NameOfT.cs for a generic twin. A family
    /// of small internal types has a name of its own.
    /// </summary>
    public static IEnumerable<Offence> FileName(SourceFile file)
    {
        var types = TopTypes(file).ToList();
        var name = Path.GetFileName(file.Path).Split('.')[0];
        var isFamily = types.Count > 1 && !types.Any(t => t.Modifiers.Any(SyntaxKind.PublicKeyword));
        if (types.Count > 0 && !isFamily && !types.Any(t => NameOf(t) == name || NameOf(t) + "OfT" == name))
        {
            yield return file.At(types[0], $"{NameOf(types[0])} in a file that is called {name}");
        }
    }

    public static IEnumerable<Offence> Namespace(SourceFile file) => file.All<NamespaceDeclarationSyntax>()
        .Select(n => file.At(n, $"namespace {n.Name} has braces; write it file-scoped"));

    /// <summary>The namespace of a file is the path of its folder below src or tests, or of one above it.</summary>
    public static IEnumerable<Offence> NamespaceIsFolder(SourceFile file)
    {
        var folder = string.Join('.', file.Path.Split('/')[1..^1]);
        return file.All<FileScopedNamespaceDeclarationSyntax>()
            .Where(n => !$"{folder}.".StartsWith($"{n.Name}.", StringComparison.Ordinal))
            .Select(n => file.At(n, $"namespace {n.Name} in the folder of {folder}"));
    }

    public static IEnumerable<Offence> Region(SourceFile file) => file.Syntax.DescendantNodes(descendIntoTrivia: true)
        .OfType<RegionDirectiveTriviaSyntax>()
        .Select(r => file.At(r, "a region; make it a type of its own"));

    public static IEnumerable<Offence> WhiteSpace(SourceFile file)
    {
        for (var i = 0; i < file.Lines.Length; i++)
        {
            var line = file.Lines[i];
            if (line.EndsWith('\r'))
            {
                yield return file.At(i + 1, "ends in CR LF; LF only");
            }
            else if (line.Length > 0 && char.IsWhiteSpace(line[^1]))
            {
                yield return file.At(i + 1, "white space at the end");
            }

            if (line.Contains('\t'))
            {
                yield return file.At(i + 1, "a tab");
            }
        }

        if (file.Text.Length > 0 && !file.Text.EndsWith('\n'))
        {
            yield return file.At(file.Lines.Length, "no newline at the end of the file");
        }
        else if (file.Text.EndsWith("\n\n", StringComparison.Ordinal))
        {
            yield return file.At(file.LineCount, "an empty line at the end of the file");
        }
    }

    /// <summary>Tests are sentences, words with underscores between them; a table of cases may have a title.</summary>
    public static IEnumerable<Offence> TestName(SourceFile file) =>
        from method in file.All<MethodDeclarationSyntax>()
        where method.AttributeLists.SelectMany(l => l.Attributes).Any(a => a.Name.ToString() == "Fact")
        let name = method.Identifier.Text
        where !char.IsUpper(name[0]) || !name.Contains('_')
        select file.At(method, $"{name} is no sentence, such as A_record_behind_the_watermark_is_late");

    private static IEnumerable<BaseTypeDeclarationSyntax> TopTypes(SourceFile file) =>
        file.All<BaseTypeDeclarationSyntax>().Where(t => t.Parent is BaseNamespaceDeclarationSyntax);

    private static string NameOf(BaseTypeDeclarationSyntax type) => type.Identifier.Text;
}

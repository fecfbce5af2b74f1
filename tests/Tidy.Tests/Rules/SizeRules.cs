using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tidy.Tests.Rules;

/// <summary>How large things may get.</summary>
internal static class SizeRules
{
    public static IEnumerable<Offence> File(SourceFile file)
    {
        if (file.LineCount > Limits.FileLines)
        {
            yield return new(file.Path, 0, $"{file.LineCount} lines, at most {Limits.FileLines}");
        }
    }

    public static IEnumerable<Offence> Line(SourceFile file)
    {
        for (var i = 0; i < file.Lines.Length; i++)
        {
            if (file.Lines[i].Length > Limits.LineCharacters)
            {
                yield return file.At(i + 1, $"{file.Lines[i].Length} characters, at most {Limits.LineCharacters}");
            }
        }
    }

    /// <summary>Methods, constructors, operators, accessors, local functions: from signature to brace.</summary>
    public static IEnumerable<Offence> Method(SourceFile file)
    {
        foreach (var node in file.Syntax.DescendantNodes())
        {
            if (node is not (BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax))
            {
                continue;
            }

            var lines = file.LineOf(node.Span.End - 1) - file.LineOf(node.SpanStart) + 1;
            if (lines > Limits.MethodLines)
            {
                yield return file.At(node, $"a method of {lines} lines, at most {Limits.MethodLines}");
            }
        }
    }
}

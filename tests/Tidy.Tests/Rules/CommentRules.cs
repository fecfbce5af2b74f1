using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tidy.Tests.Rules;

/// <summary>What comments may not be.</summary>
internal static partial class CommentRules
{
    /// <summary>Work that is not done belongs in a list, not in the code.</summary>
    public static IEnumerable<Offence> Unfinished(SourceFile file) =>
        from line in file.Prose()
        let match = Unfinished().Match(line.Text)
        where match.Success
        select file.At(line.Line, $"\"{match.Value}\": do it, or say what is");

    /// <summary>Code that is a comment: the history keeps it better.</summary>
    public static IEnumerable<Offence> DeadCode(SourceFile file)
    {
        foreach (var trivia in file.Syntax.DescendantTrivia())
        {
            if (!trivia.IsKind(SyntaxKind.SingleLineCommentTrivia))
            {
                continue;
            }

            var text = trivia.ToString().TrimStart('/').Trim();
            if (IsStatement(text) || Opening().IsMatch(text) || text is "{" or "}" or "};" or "});")
            {
                yield return file.At(file.LineOf(trivia.SpanStart), $"code as a comment: {text}");
            }
        }
    }

    private static bool IsStatement(string text)
    {
        if (!text.EndsWith(';'))
        {
            return false;
        }

        var statement = SyntaxFactory.ParseStatement(text);
        var isCode = statement switch
        {
            ExpressionStatementSyntax e =>
                e.Expression is InvocationExpressionSyntax or AssignmentExpressionSyntax or AwaitExpressionSyntax
                    or PostfixUnaryExpressionSyntax,
            LocalDeclarationStatementSyntax d => d.Declaration.Variables.All(v => v.Initializer is not null),
            ReturnStatementSyntax or ThrowStatementSyntax => true,
            _ => false,
        };
        return isCode && !statement.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error);
    }

    [GeneratedRegex(@"\b(TO[D]O|FIX[M]E|HA[C]K|X[X]X)\b")]
    private static partial Regex Unfinished();

    [GeneratedRegex(
        @"^(if|for|foreach|while|switch|using|lock) *\(.*\)( *\{)?$"
        + @"|^(public|private|internal|protected) .*[){;]$")]
    private static partial Regex Opening();
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tidy.Tests;

/// <summary>A text file, and its syntax where it is C#.</summary>
internal sealed class SourceFile
{
    private readonly Lazy<CompilationUnitSyntax> _syntax;

    /// <summary>A file of this text.</summary>
    public SourceFile(string path, string text)
    {
        (Path, Text) = (path, text);
        Lines = text.Split('\n');
        _syntax = new(() => CSharpSyntaxTree.ParseText(Text, path: Path).GetCompilationUnitRoot());
    }

    /// <summary>The path below the root, with slashes.</summary>
    public string Path { get; }

    public string Text { get; }

    /// <summary>The lines without their ends; the one after a final newline is empty.</summary>
    public string[] Lines { get; }

    /// <summary>Lines that an editor counts.</summary>
    public int LineCount => Text.EndsWith('\n') ? Lines.Length - 1 : Lines.Length;

    public CompilationUnitSyntax Syntax => _syntax.Value;

    public bool IsCSharp => Path.EndsWith(".cs", StringComparison.Ordinal);

    public static SourceFile Load(string path) => new(path, File.ReadAllText(Repository.Full(path)));

    public bool IsIn(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);

    /// <summary>An offence where a piece of syntax begins.</summary>
    public Offence At(SyntaxNode node, string what) => new(Path, LineOf(node.SpanStart), what);

    /// <summary>An offence in a line, counted from 1.</summary>
    public Offence At(int line, string what) => new(Path, line, what);

    /// <summary>The line of an offset, counted from 1.</summary>
    public int LineOf(int offset) => Syntax.SyntaxTree.GetText().Lines.GetLineFromPosition(offset).LineNumber + 1;

    /// <summary>All syntax of a kind.</summary>
    public IEnumerable<T> All<T>() where T : SyntaxNode => Syntax.DescendantNodes().OfType<T>();

    /// <summary>
    /// What people wrote for people: all of a text file; of C#, the comments, each with the line it begins in.
    /// </summary>
    public IEnumerable<(int Line, string Text)> Prose()
    {
        if (!IsCSharp)
        {
            return Lines.Select((text, i) => (i + 1, text));
        }

        return from trivia in Syntax.DescendantTrivia()
               where trivia.IsKind(SyntaxKind.SingleLineCommentTrivia)
                   || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)
                   || trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia)
               from line in trivia.ToFullString().Split('\n').Select((text, i) => (text, i))
               select (LineOf(trivia.FullSpan.Start) + line.i, line.text);
    }
}

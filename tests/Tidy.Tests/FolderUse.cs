namespace Tidy.Tests;

/// <summary>A place where a file of one folder names a type of another.</summary>
internal sealed record FolderUse(SourceFile File, int Line, string From, string To, string Type);

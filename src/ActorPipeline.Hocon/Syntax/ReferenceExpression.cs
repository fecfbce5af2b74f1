namespace ActorPipeline.Hocon.Syntax;

/// <summary>The inside of <c>${path}</c> or <c>${?path}</c>.</summary>
internal sealed record ReferenceExpression(IReadOnlyList<string> Path, bool Optional)
{
    public override string ToString() => $"${{{(Optional ? "?" : "")}{HoconPath.Format(Path)}}}";
}

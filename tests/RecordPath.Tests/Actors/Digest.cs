namespace RecordPath.Tests.Actors;

/// <summary>All that happened to a <see cref="ScriptedActor"/>: how much, and a hash of it in order.</summary>
internal readonly record struct Digest(long Count, ulong Hash)
{
    public Digest With(Noted noted)
    {
        var hash = (Hash ^ (ulong)noted.Number) * 1099511628211;
        return new Digest(Count + 1, (hash ^ (ulong)noted.TimeUs) * 1099511628211);
    }
}

using System.Collections.Immutable;
using ActorPipeline.Journal;

namespace ActorPipeline.Runtime.Tests.Persistence;

/// <summary>Bytes and pages for tests.</summary>
internal static class Story
{
    public static byte[] Bytes(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static byte[] Number(long number) => BitConverter.GetBytes(number);

    public static ImmutableArray<PageSnapshot> Pages(params (int Page, byte Value)[] pages) =>
        [.. pages.Select(p => new PageSnapshot(p.Page, new[] { p.Value }, new[] { p.Value, p.Value }))];
}

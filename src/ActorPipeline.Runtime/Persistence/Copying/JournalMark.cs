using System.Text;
using ActorPipeline.Journal;

namespace ActorPipeline.Runtime.Persistence.Copying;

/// <summary>
/// What a journal says of a state that is copied to it or removed from it, as a named value: the word
/// <c>unfinished</c> or <c>finished</c>, a space, and where a copied state comes from; or the word <c>removing</c>.
/// Until that is finished, nothing may run on it.
/// </summary>
internal static class JournalMark
{
    /// <summary>Name of the journal's value that holds it.</summary>
    internal const string JournalValue = "copy";

    private const string Unfinished = "unfinished ";
    private const string Finished = "finished ";
    private const string RemovingWord = "removing";

    /// <summary>The state is being removed.</summary>
    internal static ReadOnlyMemory<byte> Removing => Encoding.UTF8.GetBytes(RemovingWord);

    /// <summary>Refuses a journal that a copy has not been finished to, or a removal.</summary>
    /// <exception cref="JournalException">It is <see cref="JournalFault.Incompatible"/>.</exception>
    public static void Refuse(IJournal journal)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var mark = Read(journal);
        if (mark == RemovingWord)
        {
            throw new JournalException(
                $"{journal.Description}: a start with --fresh was not finished. Run it again with --fresh.",
                JournalFault.Incompatible);
        }

        if (SourceOf(mark) is { } source)
        {
            throw new JournalException(
                $"{journal.Description} holds a part of the state of {source}: a copy to it was not finished. Copy "
                + "again, and it goes on where it was.", JournalFault.Incompatible);
        }
    }

    /// <summary>What it says; null for nothing.</summary>
    internal static string? Read(IJournal journal) =>
        journal.ReadValue(JournalValue) is { } mark ? Encoding.UTF8.GetString(mark) : null;

    /// <summary>Where the state of an unfinished copy comes from; null when there is none.</summary>
    internal static string? UnfinishedFrom(IJournal journal) => SourceOf(Read(journal));

    internal static byte[] Begun(IJournal source) => Encoding.UTF8.GetBytes(Unfinished + source.Description);

    internal static byte[] Ended(IJournal source) => Encoding.UTF8.GetBytes(Finished + source.Description);

    private static string? SourceOf(string? mark) =>
        mark is not null && mark.StartsWith(Unfinished, StringComparison.Ordinal) ? mark[Unfinished.Length..] : null;
}

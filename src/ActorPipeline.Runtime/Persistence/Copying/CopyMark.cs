using System.Text;
using ActorPipeline.Journal;

namespace ActorPipeline.Runtime.Persistence.Copying;

/// <summary>
/// What a journal that is copied to says of it, as a named value: the word <c>unfinished</c> or <c>finished</c>, a
/// space, and where the state comes from. Until it is finished, nothing may run on it.
/// </summary>
internal static class CopyMark
{
    /// <summary>Name of the journal's value that holds it.</summary>
    internal const string JournalValue = "copy";

    private const string Unfinished = "unfinished ";
    private const string Finished = "finished ";

    /// <summary>Refuses a journal that a copy has not been finished to.</summary>
    /// <exception cref="JournalException">It is <see cref="JournalFault.Incompatible"/>.</exception>
    public static void Refuse(IJournal journal)
    {
        ArgumentNullException.ThrowIfNull(journal);
        if (UnfinishedFrom(journal) is { } source)
        {
            throw new JournalException(
                $"{journal.Description} holds a part of the state of {source}: a copy to it was not finished. Copy "
                + "again, and it goes on where it was.", JournalFault.Incompatible);
        }
    }

    /// <summary>Where the state of an unfinished copy comes from; null when there is none.</summary>
    internal static string? UnfinishedFrom(IJournal journal) =>
        journal.ReadValue(JournalValue) is { } mark && Encoding.UTF8.GetString(mark) is var text
            && text.StartsWith(Unfinished, StringComparison.Ordinal)
            ? text[Unfinished.Length..]
            : null;

    internal static byte[] Begun(IJournal source) => Encoding.UTF8.GetBytes(Unfinished + source.Description);

    internal static byte[] Ended(IJournal source) => Encoding.UTF8.GetBytes(Finished + source.Description);
}

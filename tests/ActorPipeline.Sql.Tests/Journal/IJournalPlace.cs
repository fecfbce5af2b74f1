using ActorPipeline.Journal;

namespace ActorPipeline.Sql.Tests.Journal;

/// <summary>A place where a journal lives on when it is closed, or when the process that has it open dies.</summary>
public interface IJournalPlace : IDisposable
{
    /// <summary>Opens what is there.</summary>
    IJournal Open();

    /// <summary>What a process finds that starts after the present one was killed: nothing was closed.</summary>
    IJournalPlace Crash();
}

namespace RecordPath.Tests.Faults;

/// <summary>What can happen to a call that writes.</summary>
internal enum FaultKind
{
    /// <summary>The process dies before the call did anything.</summary>
    CrashBefore,

    /// <summary>The process dies when the call has done its work, before the caller knows.</summary>
    CrashAfter,

    /// <summary>The call fails for now and has done nothing.</summary>
    FailBefore,

    /// <summary>The call has done its work, but its reply is lost.</summary>
    FailAfter,
}

namespace ActorPipeline.Expressions.Checking;

/// <summary>How an operation is spelled.</summary>
internal enum PrintForm : byte
{
    /// <summary><c>name(a, b)</c></summary>
    Function,

    /// <summary><c>(a name b name c)</c></summary>
    Infix,

    /// <summary><c>(name a)</c></summary>
    Prefix,

    /// <summary><c>(a name)</c></summary>
    Postfix,

    /// <summary><c>(a name b and c)</c></summary>
    Between,

    /// <summary><c>(a name (b, c))</c></summary>
    List,

    /// <summary><c>a</c>: a widening that the types alone ask for</summary>
    Hidden,
}

using ActorPipeline.Expressions;

namespace ActorPipeline.Plan;

/// <summary>An actor written in C#, as a plan knows it: what it reads of records, journals and emits.</summary>
public abstract class ActorSpec
{
    private protected ActorSpec()
    {
    }

    /// <summary>What the actor is called in the journal, for an operator.</summary>
    public abstract string Name { get; }

    /// <summary>The class of the actors.</summary>
    public abstract Type ActorType { get; }

    /// <summary>What the actor is told.</summary>
    public abstract Type MessageType { get; }

    /// <summary>What a message is made of: expressions over the columns of records.</summary>
    public abstract IReadOnlyList<TypedExpression> MessageColumns { get; }

    /// <summary>Whether it says how a message is made of a record; else it lives by requests.</summary>
    public abstract bool ReadsRecords { get; }

    /// <summary>What the journal calls its events, with their versions, in the order of their numbers.</summary>
    public abstract IReadOnlyList<EventName> Events { get; }

    /// <summary>The columns of the rows that it emits, behind the key.</summary>
    public abstract IReadOnlyList<ResultColumn> Outputs { get; }
}

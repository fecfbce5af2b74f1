using ActorPipeline.Expressions;
using ActorPipeline.Plan;

namespace ActorPipeline.Actors;

/// <summary>
/// An actor written in C#, whatever it is told: what a pipeline can be given. Write one as an
/// <see cref="EventSourcedActor{TMessage, TEvent, TState}"/>.
/// </summary>
public abstract class ActorBase
{
    private protected ActorBase()
    {
    }

    /// <summary>What the actor is called: in the journal's description of the plan, in messages to operators.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>The actor for a plan.</summary>
    /// <param name="columns">The columns of records; null where there are none, but requests only.</param>
    /// <exception cref="ArgumentException">Something of its definition is missing or wrong.</exception>
    /// <exception cref="ExpressionException">It asks for a column that there is not.</exception>
    public abstract ActorSpec ToSpec(ExpressionSchema? columns);
}

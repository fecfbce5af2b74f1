using System.Runtime.CompilerServices;
using ActorPipeline.Hocon.Origins;

namespace ActorPipeline.Hocon.Resolving;

/// <summary>
/// Bounds what resolving a document may cost: a few substitutions can double a value each, and a few merges can double
/// the work.
/// </summary>
internal sealed class Budget(HoconResolveOptions options)
{
    private const long MaxSteps = 4_000_000;

    private long _allocated;
    private long _steps;
    private int _depth;

    /// <summary>Counts one step of work.</summary>
    public void Step(Position position)
    {
        if (++_steps > MaxSteps)
        {
            throw position.Error($"resolving takes more than {MaxSteps} steps; make the substitutions simpler");
        }
    }

    public void Enter(Position position)
    {
        if (++_depth > options.MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw position.Error($"values and substitutions are nested deeper than {options.MaxDepth} levels; make the"
                + " document flatter, or raise the limit");
        }
    }

    public void Leave() => _depth--;

    /// <summary>Counts elements or characters that are about to be copied.</summary>
    public void Allocate(long count, Position position)
    {
        _allocated += count;
        if (_allocated > options.MaxResolvedSize)
        {
            throw TooLarge(position);
        }
    }

    /// <summary>Checks a new list or object, whose shared parts may make it larger than what was copied.</summary>
    public T Check<T>(T value)
        where T : HoconValue
    {
        if (value.Size > options.MaxResolvedSize)
        {
            throw TooLarge(value.Position);
        }

        return value.Depth <= options.MaxDepth
            ? value
            : throw value.Position.Error($"the value is nested deeper than {options.MaxDepth} levels once it is"
                + " resolved; make it flatter, or raise the limit");
    }

    private HoconException TooLarge(Position position) => position.Error(
        $"the value is larger than {options.MaxResolvedSize} characters once its substitutions are resolved; use fewer"
        + " substitutions, or raise the limit");
}

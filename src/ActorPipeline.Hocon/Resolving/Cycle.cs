using ActorPipeline.Hocon.Origins;
using ActorPipeline.Hocon.Syntax;

namespace ActorPipeline.Hocon.Resolving;

/// <summary>
/// Substitutions that lead back to where they began. It travels up to the nearest optional substitution that is a link
/// of the cycle, which then is undefined; if there is none it is an error.
/// </summary>
/// <param name="Depth">How many substitutions were being resolved when the cycle's first node was begun: the
/// substitutions from this index on are its links.</param>
/// <param name="Links">The substitutions of the cycle, in order.</param>
/// <param name="Position">Where it was found.</param>
internal sealed record Cycle(int Depth, IReadOnlyList<ReferenceNode> Links, Position Position)
{
    private const int LongestShown = 8;

    public HoconException ToException()
    {
        if (Links.Count == 0)
        {
            return Position.Error("the value refers to itself; give it a value first, or refer to something else");
        }

        var first = Links[0];
        if (Links.Count == 1)
        {
            return first.Position.Error($"{first.Written} is a cycle: it refers to itself, and there is no earlier"
                + " value to look back to; give it a value first, or refer to something else");
        }

        var shown = string.Join(" -> ", Links.Take(LongestShown).Select(static link => link.Written.ToString()));
        var rest = Links.Count > LongestShown ? $" -> {Links.Count - LongestShown} more" : "";
        return first.Position.Error($"{first.Written} is part of a cycle of substitutions: {shown}{rest} ->"
            + $" {first.Written}; give one of them a value");
    }
}

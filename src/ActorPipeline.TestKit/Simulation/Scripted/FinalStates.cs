using ActorPipeline.Actors;
using ActorPipeline.Routing;

namespace ActorPipeline.TestKit.Simulation.Scripted;

/// <summary>What the journal says that actors know, against what they must know.</summary>
internal static class FinalStates
{
    public static void Check(SimulatedWorld world, ActorCase expected, string when)
    {
        var found = Read(world);
        foreach (var (key, (state, aside)) in expected.States)
        {
            found.Remove(key, out var actual);
            PipelineTestException.ThrowUnless(
                state == actual.State && aside == actual.Aside,
                $"{when}: the state of actor {key} is {actual.State} with {actual.Aside} messages put aside, "
                + $"not {state} with {aside}");
        }

        foreach (var (key, actual) in found)
        {
            PipelineTestException.ThrowUnless(
                actual == default, $"{when}: actor {key} knows {actual.State}, but nothing has happened to it");
        }
    }

    private static Dictionary<string, (Known State, int Aside)> Read(SimulatedWorld world)
    {
        var states = new Dictionary<string, (Known, int)>();
        foreach (var shard in ReplayCheck.Rebuild(world))
        {
            var memory = ((ActorProgram<Told, Happened, Known>)shard.Program).Memory;
            for (var number = 0; number < shard.Actors.PageCount; number++)
            {
                var keys = shard.Actors.Resident(number);
                for (var place = 0; place < ActorPage.Size; place++)
                {
                    if (keys.IsLive(place))
                    {
                        var page = memory.Page(number);
                        states.Add(
                            KeyOf(world, keys.KeyOf(place)),
                            (memory.StateOf(page, place), page.Extras(place)?.StashCount ?? 0));
                    }
                }
            }
        }

        return states;
    }

    private static string KeyOf(SimulatedWorld world, ReadOnlySpan<byte> key) => ActorReference.NameOf(
        key.SequenceEqual(KeyCodec.NullTextKey) ? null : new KeyCodec(world.Pipeline.Plan.Key).ToText(key));
}

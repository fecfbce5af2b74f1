using ActorPipeline.Actors;
using ActorPipeline.Expressions;
using ActorPipeline.Node.Plugins;

namespace ActorPipeline.Node.Configuration;

/// <summary>Reads <c>actor</c>: an actor written in C#, which stands for window and aggregates.</summary>
internal static class ActorBinder
{
    private const string Example = "actor = { assembly = \"my-actors.dll\", type = \"My.Order\" }";

    /// <summary>Whether the file names an actor.</summary>
    public static bool IsGiven(Section root) => root.IsGiven("actor");

    /// <summary>The actor; null, with a problem, where there is none.</summary>
    public static ActorBase? Bind(Section root)
    {
        foreach (var other in (string[])["window", "aggregate"])
        {
            if (root.IsGiven(other))
            {
                root.Context.Problem(
                    root.Peek(other)!.Origin, other, "there is an actor, which takes its place; leave one of them out");
            }
        }

        var actor = root.Child("actor");
        var path = actor.Read("assembly", v => actor.Context.FullPath(v.AsString(), v.Origin));
        var type = actor.Text("type");
        actor.RejectUnknownKeys();
        foreach (var (key, value) in ((string, string?)[])[("assembly", path), ("type", type)])
        {
            if (string.IsNullOrEmpty(value))
            {
                actor.Context.Problem(actor.Origin, actor.PathOf(key), $"it is missing; for example {Example}");
            }
        }

        return string.IsNullOrEmpty(path) || string.IsNullOrEmpty(type) ? null : Load(actor, path, type);
    }

    /// <summary>Makes problems of what is wrong with an actor's definition.</summary>
    public static void Check(Section root, ActorBase actor, ExpressionSchema columns)
    {
        try
        {
            _ = actor.ToSpec(columns);
        }
        catch (ExpressionException e)
        {
            if (root.Context.IsDistrusted(e.Text))
            {
                return;
            }

            Problem(root.Child("actor"), "type", $"{actor.Name}: {e.ToCaretString()}");
        }
        catch (ArgumentException e)
        {
            Problem(root.Child("actor"), "type", e.Message);
        }
    }

    private static ActorBase? Load(Section actor, string path, string type)
    {
        try
        {
            return PluginActors.Load(path, type);
        }
        catch (PluginException e)
        {
            Problem(actor, e.IsAboutType ? "type" : "assembly", e.Message);
            return null;
        }
    }

    private static void Problem(Section actor, string key, string text) =>
        actor.Context.Problem(actor.Peek(key)!.Origin, actor.PathOf(key), text);
}

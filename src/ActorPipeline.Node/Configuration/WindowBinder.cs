using ActorPipeline.Definitions;
using ActorPipeline.Hocon;
using ActorPipeline.Notation;
using ActorPipeline.Plan;

namespace ActorPipeline.Node.Configuration;

/// <summary>Reads <c>window</c>.</summary>
internal static class WindowBinder
{
    private const string Example = "window = { tumbling = 1m }";
    private static readonly string[] Kinds = ["tumbling", "hopping", "session", "global"];

    /// <summary>The window; null, with a problem, where there is none.</summary>
    public static WindowSpec? Bind(Section root)
    {
        switch (root.Peek("window"))
        {
            case null:
                root.Context.Problem(root.Context.File, "window", $"it is missing; for example {Example}");
                return null;
            case HoconString name:
                root.Context.Use("window", name);
                return Named(root, name);
        }

        var window = root.Child("window");
        var kind = window.OneOf(Example, Kinds);
        WindowSpec? spec = kind switch
        {
            "tumbling" => window.PositiveMicroseconds("tumbling") is > 0 and var size
                ? new WindowSpec.Tumbling(size)
                : null,
            "hopping" => Hopping(window),
            "session" => window.PositiveMicroseconds("session") is > 0 and var gap
                ? new WindowSpec.Session(gap)
                : null,
            "global" => window.Flag("global") ? new WindowSpec.Global() : null,
            _ => null,
        };
        if (kind is "hopping" or null)
        {
            window.Peek("every");
        }

        window.RejectUnknownKeys();
        return spec;
    }

    /// <summary>Makes a problem of windows that no record could be counted in.</summary>
    public static void CheckLimits(Section root, WindowSpec? window, EngineOptions engine)
    {
        // A limit that is wrong itself is 0.
        if (window is not null && engine.MaxWindowsPerKey > 0 && WindowLimits.Problem(window, engine) is { } problem)
        {
            root.Context.Problem(root.Peek("window")!.Origin, "window", problem);
        }
    }

    private static WindowSpec.Hopping? Hopping(Section window)
    {
        var size = window.PositiveMicroseconds("hopping");
        if (window.Peek("every") is not { } every)
        {
            window.Context.Problem(
                window.Origin,
                "window.every",
                "a hopping window needs it; for example window = { hopping = 5m, every = 1m }");
            return null;
        }

        var hop = window.PositiveMicroseconds("every");
        if (size == 0 || hop == 0)
        {
            return null;
        }

        if (hop > size || size % hop != 0)
        {
            window.Context.Problem(
                every.Origin,
                "window.every",
                $"{DurationText.Of(hop)} does not divide the window's {DurationText.Of(size)}; "
                + "each record must be in the same number of windows");
            return null;
        }

        return new WindowSpec.Hopping(size, hop);
    }

    private static WindowSpec.Global? Named(Section root, HoconString name)
    {
        if (name.Value == "global")
        {
            return new WindowSpec.Global();
        }

        var hint = NearestName.Of(name.Value, Kinds) is { } near && near != "global"
            ? $"write {Example.Replace("tumbling", near, StringComparison.Ordinal)}"
            : $"use global, or for example {Example}";
        root.Context.Problem(name.Origin, "window", $"there is no window '{name.Value}'; {hint}");
        return null;
    }
}

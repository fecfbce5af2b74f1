using System.Reflection;
using ActorPipeline.Actors;

namespace ActorPipeline.Node.Plugins;

/// <summary>Loads actors from assemblies that a pipeline's file names.</summary>
internal static class PluginActors
{
    /// <summary>The actor of a type.</summary>
    /// <param name="path">The assembly's file, absolute.</param>
    /// <param name="name">The type, with its namespace.</param>
    /// <exception cref="PluginException">There is none.</exception>
    public static ActorBase Load(string path, string name)
    {
        var assembly = LoadAssembly(path);
        CheckVersion(assembly);
        try
        {
            return Create(assembly, name);
        }
        catch (Exception e) when (e is TypeLoadException or MissingMemberException or ReflectionTypeLoadException
            or FileNotFoundException or FileLoadException)
        {
            var reason = (e as ReflectionTypeLoadException)?.LoaderExceptions.FirstOrDefault()?.Message ?? e.Message;
            throw new PluginException(
                $"it can't be loaded: {reason} Publish it with all that it needs, built against this version.",
                cause: e);
        }
    }

    private static Assembly LoadAssembly(string path)
    {
        if (!File.Exists(path))
        {
            throw new PluginException($"there is no file {path}; build it, or correct the path");
        }

        try
        {
            return new PluginContext(path).LoadFromAssemblyPath(path);
        }
        catch (Exception e) when (e is BadImageFormatException or FileLoadException or IOException
            or UnauthorizedAccessException)
        {
            throw new PluginException($"{path} is no .NET assembly that can be loaded: {e.Message}", cause: e);
        }
    }

    /// <summary>Within a version, what a plug-in was built against is there; across versions nobody promises.</summary>
    private static void CheckVersion(Assembly assembly)
    {
        var engine = typeof(ActorBase).Assembly.GetName();
        var used = Array.Find(assembly.GetReferencedAssemblies(), a => a.Name == engine.Name);
        if (used is null)
        {
            throw new PluginException($"it does not refer to {engine.Name}, so there is no actor in it");
        }

        if (used.Version!.Major != engine.Version!.Major || used.Version.Minor != engine.Version.Minor)
        {
            throw new PluginException(
                $"it is built for {engine.Name} {used.Version.ToString(3)}, and this is {engine.Version.ToString(3)}; "
                + "build it against this version");
        }
    }

    private static ActorBase Create(Assembly assembly, string name)
    {
        var type = assembly.GetType(name) ?? throw Unknown(assembly, name);
        if (!IsActor(type))
        {
            throw new PluginException(
                $"{name} is no actor; derive it from EventSourcedActor, and not as an abstract or generic class",
                isAboutType: true);
        }

        if (type.GetConstructor(Type.EmptyTypes) is null)
        {
            throw new PluginException(
                $"{name} has no public constructor without parameters; add one", isAboutType: true);
        }

        try
        {
            return (ActorBase)Activator.CreateInstance(type)!;
        }
        catch (TargetInvocationException e)
        {
            throw new PluginException(
                $"the constructor of {name} failed: {e.InnerException!.Message}", isAboutType: true, e.InnerException);
        }
    }

    private static PluginException Unknown(Assembly assembly, string name)
    {
        var actors = assembly.GetTypes().Where(IsActor).Select(t => t.FullName!).Order(StringComparer.Ordinal).ToList();
        var otherwise = actors.Count == 0 ? "there is no actor in it" : $"actors there: {string.Join(", ", actors)}";
        var hint = Hint.For(name, actors, otherwise);
        return new PluginException($"there is no type '{name}'; {hint}", isAboutType: true);
    }

    private static bool IsActor(Type type) =>
        type.IsAssignableTo(typeof(ActorBase)) && !type.IsAbstract && !type.ContainsGenericParameters;
}

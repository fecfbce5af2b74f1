using System.Reflection;
using System.Runtime.Loader;

namespace ActorPipeline.Node.Plugins;

/// <summary>
/// Where a plug-in's assemblies are loaded: its own ones from beside it, so that plug-ins may bring other versions of a
/// library than this program has; but the engine's are this program's, else its actors would be of another kind.
/// </summary>
internal sealed class PluginContext(string path) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(path))
{
    private static readonly string[] _shared =
    [
        .. new[] { typeof(Actors.ActorBase), typeof(Sql.SqliteJournal), typeof(TestKit.PipelineTest) }
            .Select(t => t.Assembly.GetName().Name!),
    ];

    private readonly AssemblyDependencyResolver _resolver = new(path);

    protected override Assembly? Load(AssemblyName assemblyName) =>
        !_shared.Contains(assemblyName.Name) && _resolver.ResolveAssemblyToPath(assemblyName) is { } found
            ? LoadFromAssemblyPath(found)
            : null;

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } found ? LoadUnmanagedDllFromPath(found) : 0;
}

using System.Runtime.ExceptionServices;

namespace ActorPipeline.Streams.Junctions;

/// <summary>Several upstreams.</summary>
internal static class Inputs
{
    /// <summary>Makes the stages of all sources.</summary>
    public static Stage<T>[] Create<T>(Source<T>[] sources, StageContext context) =>
        Array.ConvertAll(sources, source => source.Create(context));

    /// <summary>Closes from the given one on; each of them, whatever the others say.</summary>
    public static void CloseAll<T>(Stage<T>[] inputs, int from = 0)
    {
        ExceptionDispatchInfo? first = null;
        for (var i = from; i < inputs.Length; i++)
        {
            try
            {
                inputs[i].Close();
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                first ??= ExceptionDispatchInfo.Capture(failure);
            }
        }

        first?.Throw();
    }
}

using ActorPipeline.Plan;

namespace ActorPipeline.Decoding;

/// <summary>Makes the decoder that a plan asks for.</summary>
internal static class DecoderFactory
{
    /// <summary>Checks a JSON path by itself.</summary>
    /// <exception cref="DecoderException">It is broken; says where.</exception>
    public static void CheckPath(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        _ = JsonPath.Parse(path);
    }

    /// <summary>
    /// Creates a decoder for one ingest loop. Throws <see cref="ArgumentException"/>, in words for an operator, for a
    /// spec that can't work: an empty path, a regular expression that does not compile, a column without a capture.
    /// </summary>
    public static IDecoder Create(DecoderSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return spec switch
        {
            JsonDecoderSpec json => new JsonDecoder(json),
            PatternDecoderSpec pattern => new PatternDecoder(pattern),
            _ => throw new ArgumentException($"no decoder for {spec.GetType().Name}", nameof(spec)),
        };
    }
}

namespace ActorPipeline.Journal.Format;

/// <summary>
/// Bytes that are not what the format allows. Whoever reads a journal turns it into a fault with the place.
/// </summary>
public sealed class FormatDamageException(string message) : Exception(message);

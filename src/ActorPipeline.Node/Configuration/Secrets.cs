using ActorPipeline.Runtime.Persistence;

namespace ActorPipeline.Node.Configuration;

/// <summary>What of a file must not be shown, by the names of its settings.</summary>
internal static class Secrets
{
    private static readonly string[] _names = ["password", "passwd", "pwd", "secret", "token"];

    /// <summary>What is shown in place of a setting's text; null when that may be shown.</summary>
    public static string? Mask(string key, string text) => key switch
    {
        "connection-string" or "connectionString" => SqlConnectionText.Masked(text),
        _ when Array.Exists(_names, n => key.Contains(n, StringComparison.OrdinalIgnoreCase)) => SqlConnectionText.Mask,
        _ => null,
    };
}

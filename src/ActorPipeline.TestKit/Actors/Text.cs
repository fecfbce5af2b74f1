using System.Globalization;

namespace ActorPipeline.TestKit.Actors;

/// <summary>Values as a failed test shows them.</summary>
internal static class Text
{
    public static string Of<T>(T value) => value switch
    {
        null => "none",
        string text => $"'{text}'",
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    public static string List<T>(IEnumerable<T> values) => $"[{string.Join(", ", values.Select(Of))}]";
}

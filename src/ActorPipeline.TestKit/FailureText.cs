using System.Runtime.CompilerServices;

namespace ActorPipeline.TestKit;

/// <summary>
/// What is said of a condition that does not hold; made only then. Texts of rows are most of what a check would cost.
/// </summary>
[InterpolatedStringHandler]
internal ref struct FailureText
{
    private DefaultInterpolatedStringHandler _text;

    public FailureText(int literals, int holes, bool condition, out bool isNeeded)
    {
        isNeeded = !condition;
        _text = isNeeded ? new DefaultInterpolatedStringHandler(literals, holes) : default;
    }

    public void AppendLiteral(string text) => _text.AppendLiteral(text);

    public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

    public void AppendFormatted<T>(T value, string? format) => _text.AppendFormatted(value, format);

    /// <summary>The text; once.</summary>
    public string Take() => _text.ToStringAndClear();
}

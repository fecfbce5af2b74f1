namespace Tidy.Tests;

/// <summary>
/// The limits, as measured and rounded up. They may be made tighter at any time; one that must be looser is changed
/// here, in the commit that needs it, with the reason in its message.
/// </summary>
internal static class Limits
{
    public const int FileLines = 400;
    public const int MethodLines = 70;
    public const int LineCharacters = 120;

    /// <summary>The median of the files in src.</summary>
    public const int MedianFileLines = 60;
}

using System.Buffers;

namespace ActorPipeline.Decoding;

/// <summary>A set of characters, and perhaps the line's end, for reading UTF-8.</summary>
internal sealed class ScanSet
{
    private const int AsciiCount = 128;
    private readonly UInt128 _mask;
    private readonly byte[] _symbols;
    private readonly bool[] _ascii = new bool[AsciiCount];

    /// <summary>Creates the set of some symbols of a <see cref="PatternAlphabet"/>.</summary>
    /// <param name="mask">The symbols.</param>
    /// <param name="symbols">By character, its symbol.</param>
    /// <param name="hasAllOthers">Whether all characters but ASCII are in it.</param>
    public ScanSet(UInt128 mask, byte[] symbols, bool hasAllOthers)
    {
        _mask = mask;
        _symbols = symbols;
        var others = Enumerable.Range(AsciiCount, AsciiCount).Select(b => (byte)b);
        for (var letter = 0; letter < AsciiCount; letter++)
        {
            _ascii[letter] = HasSymbol(symbols[letter]);
        }

        var strangers = Enumerable.Range(0, AsciiCount).Where(letter => !_ascii[letter]).Select(letter => (byte)letter);
        Doubtful = SearchValues.Create((byte[])[.. strangers, .. others]);
        Stops = hasAllOthers ? SearchValues.Create((byte[])[.. strangers]) : Doubtful;
        HasEnd = HasSymbol(PatternAlphabet.End);
    }

    /// <summary>Bytes that are not in the set, or are where it takes more than a byte to tell.</summary>
    public SearchValues<byte> Stops { get; }

    /// <summary>Bytes that are not in the set, and all that are no ASCII.</summary>
    public SearchValues<byte> Doubtful { get; }

    /// <summary>Whether the line's end is in it.</summary>
    public bool HasEnd { get; }

    /// <summary>Whether a character is in it, or <see cref="PatternAlphabet.Units"/> for the line's end.</summary>
    public bool Has(int unit) => unit < AsciiCount ? _ascii[unit]
        : unit == PatternAlphabet.Units ? HasEnd
        : HasSymbol(_symbols[unit]);

    private bool HasSymbol(int symbol) => ((_mask >> symbol) & 1) != 0;
}

using System.Text;
using ActorPipeline.Hocon.Origins;

namespace ActorPipeline.Hocon.Parsing;

/// <summary>
/// Collects the tokens of a path expression. A period outside of quotes separates elements, in numbers too; whitespace
/// between tokens is part of an element.
/// </summary>
internal sealed class PathBuilder
{
    private readonly List<string> _elements = [];
    private readonly StringBuilder _current = new();
    private bool _currentHasQuotes;
    private bool _any;
    private bool _emptyElement;

    public bool IsEmpty => !_any;

    public void Add(in Token token)
    {
        if (_any)
        {
            _current.Append(token.Gap);
        }

        _any = true;
        if (token.Kind == TokenKind.Quoted)
        {
            _current.Append(token.Text);
            _currentHasQuotes = true;
            return;
        }

        var text = token.Text.AsSpan();
        for (var period = text.IndexOf('.'); period >= 0; period = text.IndexOf('.'))
        {
            _current.Append(text[..period]);
            EndElement();
            text = text[(period + 1)..];
        }

        _current.Append(text);
    }

    /// <summary>The elements; at least one.</summary>
    public IReadOnlyList<string> Build(Position position)
    {
        if (!_any)
        {
            throw position.Error("the path is empty; name a setting, such as a.b");
        }

        EndElement();
        if (_emptyElement)
        {
            throw position.Error(
                "the path has a leading, a trailing or a doubled period; write \"\" for an element that is empty");
        }

        return _elements;
    }

    private void EndElement()
    {
        _emptyElement |= _current.Length == 0 && !_currentHasQuotes;
        _elements.Add(_current.ToString());
        _current.Clear();
        _currentHasQuotes = false;
    }
}

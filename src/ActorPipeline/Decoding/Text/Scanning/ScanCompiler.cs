using System.Text;

namespace ActorPipeline.Decoding;

/// <summary>
/// Makes the steps of a <see cref="LineScanner"/>. A pattern in which each choice, and each end of a repetition, is
/// decided by a few characters ahead has one way at most to match a line, so it does not matter in which order an
/// engine would try them: the scanner finds the same captures. Any other pattern is refused.
/// </summary>
internal sealed class ScanCompiler
{
    private const int MaxSteps = 1000;
    private const int MaxCopies = 8;
    private const int MaxNesting = 3;
    private readonly List<ScanStep> _steps = [];
    private readonly PatternAlphabet _alphabet = new();
    private readonly IReadOnlyList<string> _names;
    private bool _isDecided = true;

    private ScanCompiler(IReadOnlyList<string> names) => _names = names;

    /// <summary>The steps for a pattern with these captures; null where it is not for a scanner.</summary>
    public static ScanStep[]? TryCompile(string pattern, IReadOnlyList<string> names)
    {
        var compiler = new ScanCompiler(names);
        var node = PatternReader.Read(pattern, compiler._alphabet);
        if (node is null || !IsSimple(node, MaxNesting) || CapturesOf(node) is null || !compiler._alphabet.TryBuild())
        {
            return null;
        }

        compiler.Emit(node, ScanAhead.End);
        compiler.Add(new ScanStep { Kind = ScanStepKind.Finish });
        return compiler._isDecided ? [.. compiler._steps] : null;
    }

    /// <summary>Whether what is repeated is never empty and not nested too deep to look at.</summary>
    private static bool IsSimple(PatternNode node, int nesting) => node switch
    {
        PatternNode.Sequence sequence => sequence.Items.All(i => IsSimple(i, nesting)),
        PatternNode.Choice choice => choice.Branches.All(b => IsSimple(b, nesting)),
        PatternNode.Group group => IsSimple(group.Body, nesting),
        PatternNode.Repeat { Body: PatternNode.One } => true,
        PatternNode.Repeat repeat => !IsEmptyPossible(repeat.Body)
            && (repeat.Max == 1 ? IsSimple(repeat.Body, nesting) : nesting > 0 && IsSimple(repeat.Body, nesting - 1)),
        _ => true,
    };

    private static bool IsEmptyPossible(PatternNode node) => node switch
    {
        PatternNode.Sequence sequence => sequence.Items.All(IsEmptyPossible),
        PatternNode.Choice choice => choice.Branches.Any(IsEmptyPossible),
        PatternNode.Group group => IsEmptyPossible(group.Body),
        PatternNode.Repeat repeat => repeat.Min == 0 || IsEmptyPossible(repeat.Body),
        PatternNode.One => false,
        _ => true,
    };

    /// <summary>
    /// The names that are captured; null where one may be captured twice in a line, of which engines differ in what
    /// they keep.
    /// </summary>
    private static HashSet<string>? CapturesOf(PatternNode node)
    {
        switch (node)
        {
            case PatternNode.Sequence sequence:
                var all = new HashSet<string>(StringComparer.Ordinal);
                return sequence.Items.All(i => CapturesOf(i) is { } more && more.All(all.Add)) ? all : null;
            case PatternNode.Choice choice:
                var branches = choice.Branches.Select(CapturesOf).ToList();
                return branches.Contains(null) ? null : [.. branches.SelectMany(b => b!)];
            case PatternNode.Group group:
                return CapturesOf(group.Body) is { } inner && inner.Add(group.Name) ? inner : null;
            case PatternNode.Repeat repeat:
                return CapturesOf(repeat.Body) is { } body && (body.Count == 0 || repeat.Max == 1) ? body : null;
            default:
                return [];
        }
    }

    private void Emit(PatternNode node, ScanAhead follow)
    {
        if (!_isDecided || _steps.Count > MaxSteps)
        {
            _isDecided = false;
            return;
        }

        switch (node)
        {
            case PatternNode.One one:
                Run(one, 1, 1, follow);
                break;
            case PatternNode.Sequence sequence:
                Sequence(sequence.Items, follow);
                break;
            case PatternNode.Choice choice:
                Choice(choice.Branches, follow);
                break;
            case PatternNode.Group group:
                var index = IndexOf(group.Name);
                Add(new ScanStep { Kind = ScanStepKind.Start, Target = index });
                Emit(group.Body, follow);
                Add(new ScanStep { Kind = ScanStepKind.End, Target = index });
                break;
            case PatternNode.Repeat { Body: PatternNode.One one } repeat:
                Run(one, repeat.Min, repeat.Max, follow);
                break;
            case PatternNode.Repeat repeat:
                Repeat(repeat, follow);
                break;
            default:
                _isDecided &= follow.IsEnd;
                break;
        }
    }

    private void Sequence(IReadOnlyList<PatternNode> items, ScanAhead follow)
    {
        var follows = new ScanAhead[items.Count];
        for (var i = items.Count - 1; i >= 0; i--)
        {
            follows[i] = follow;
            follow = ScanAhead.Of(items[i], _alphabet, follow);
        }

        for (var i = 0; i < items.Count; i++)
        {
            var literal = LiteralAt(items, i);
            if (literal.Length > 0)
            {
                Literal(literal);
                i += literal.Length - 1;
                continue;
            }

            Emit(items[i], follows[i]);
        }
    }

    private string LiteralAt(IReadOnlyList<PatternNode> items, int from)
    {
        var text = new StringBuilder();
        while (from < items.Count && items[from] is PatternNode.One one && _alphabet.Single(one.Set) is { } unit)
        {
            text.Append(unit);
            from++;
        }

        return text.ToString();
    }

    private void Literal(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Add(bytes.Length == 1
            ? new ScanStep { Kind = ScanStepKind.Byte, Target = bytes[0] }
            : new ScanStep { Kind = ScanStepKind.Literal, Bytes = bytes });
    }

    private void Run(PatternNode.One one, int min, int max, ScanAhead follow)
    {
        if (min == 1 && max == 1 && _alphabet.Single(one.Set) is { } unit)
        {
            Literal(unit.ToString());
            return;
        }

        var step = new ScanStep { Min = min, Max = max, Set = _alphabet.ToScanSet(_alphabet[one.Set]) };
        var going = ScanAhead.Of(
            one, _alphabet, ScanAhead.More(new PatternNode.Repeat(one, 0, max), _alphabet, follow));
        step.Ahead = min == max ? 0 : going.PartsFrom(follow);
        _isDecided &= step.Ahead >= 0;
        step.Kind = step.Ahead > 0 ? ScanStepKind.RunAhead
            : min <= 1 && max == int.MaxValue ? ScanStepKind.Run
            : ScanStepKind.CountedRun;
        step.Going = step.Ahead > 0 ? _alphabet.ToScanSet(going[step.Ahead]) : step.Set;
        Add(step);
    }

    private void Choice(IReadOnlyList<PatternNode> branches, ScanAhead follow)
    {
        var aheads = branches.Select(b => ScanAhead.Of(b, _alphabet, follow)).ToList();
        var ends = new List<int>();
        for (var i = 0; i < branches.Count - 1; i++)
        {
            var test = Test(aheads[i], aheads.Skip(i + 1).Aggregate((a, b) => a.Or(b)));
            Emit(branches[i], follow);
            ends.Add(Add(new ScanStep { Kind = ScanStepKind.Jump }));
            LeadHere(test);
        }

        Emit(branches[^1], follow);
        ends.ForEach(LeadHere);
    }

    private void Repeat(PatternNode.Repeat repeat, ScanAhead follow)
    {
        var optional = repeat.Max == int.MaxValue ? 1 : repeat.Max - repeat.Min;
        if (repeat.Min > MaxCopies || optional > MaxCopies)
        {
            _isDecided = false;
            return;
        }

        var more = ScanAhead.More(repeat, _alphabet, follow);
        for (var i = repeat.Min; i > 0; i--)
        {
            var rest = repeat with { Min = i - 1, Max = repeat.Max == int.MaxValue ? repeat.Max : repeat.Max - 1 };
            Emit(repeat.Body, ScanAhead.Of(rest, _alphabet, follow));
        }

        var again = _steps.Count;
        var ends = new List<int>();
        for (var i = 0; i < optional; i++)
        {
            ends.Add(Test(ScanAhead.Of(repeat.Body, _alphabet, more), follow));
            Emit(repeat.Body, more);
        }

        if (repeat.Max == int.MaxValue)
        {
            Add(new ScanStep { Kind = ScanStepKind.Jump, Target = again });
        }

        ends.ForEach(LeadHere);
    }

    /// <summary>Adds a test that goes on one way, and elsewhere for the other.</summary>
    private int Test(ScanAhead way, ScanAhead other)
    {
        var ahead = way.PartsFrom(other);
        _isDecided &= ahead >= 0;
        return Add(new ScanStep
        {
            Kind = ScanStepKind.Test,
            Ahead = Math.Max(0, ahead),
            Set = _alphabet.ToScanSet(way[Math.Max(0, ahead)]),
        });
    }

    private void LeadHere(int step) => _steps[step] = _steps[step] with { Target = _steps.Count };

    private int Add(ScanStep step)
    {
        _steps.Add(step);
        return _steps.Count - 1;
    }

    private int IndexOf(string name)
    {
        for (var i = 0; i < _names.Count; i++)
        {
            if (_names[i] == name)
            {
                return i;
            }
        }

        throw new InvalidOperationException($"the engine has no group '{name}'");
    }
}

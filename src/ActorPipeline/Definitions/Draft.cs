using ActorPipeline.Actors;
using ActorPipeline.Expressions;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Definitions;

/// <summary>
/// What is known of a pipeline while it is defined. It remembers the steps that made it, so that it can be made once
/// more over the columns that are used: the first time over all, so that an error could suggest any.
/// </summary>
internal sealed record Draft
{
    private static readonly string[] _windowColumns = ["window_start", "window_end"];

    private IReadOnlyList<Func<Draft, Draft>> _steps = [];
    private IReadOnlyList<string> _texts = [];
    private ExpressionSchema _columns = ExpressionSchema.Empty;
    private IReadOnlyList<LetSpec> _lets = [];
    private TypedExpression? _where;
    private IReadOnlyList<KeyPart> _key = [];
    private EventTimeSpec? _time;
    private WindowSpec _window = new WindowSpec.Global();
    private IReadOnlyList<AggregateSpec> _aggregates = [];
    private ActorSpec? _actor;

    private Draft(string name, string directory, SourceSpec source, DecoderSpec decoder) =>
        (Name, Directory, Source, Decoder) = (name, directory, source, decoder);

    public string Name { get; }

    /// <summary>Where relative paths start, absolute.</summary>
    public string Directory { get; }

    public SourceSpec Source { get; }

    private DecoderSpec Decoder { get; }

    /// <exception cref="ArgumentException">Two columns have one name.</exception>
    public static Draft Of(string name, string directory, SourceSpec source, DecoderSpec decoder) =>
        new(name, directory, source, decoder)
        {
            _columns = new ExpressionSchema(decoder.Columns.Select(c => (c.Name, c.Type))),
        };

    /// <summary>The draft after a step, which mentions columns in some texts.</summary>
    public Draft Then(Func<Draft, Draft> step, params string[] texts) =>
        step(this) with { _steps = [.. _steps, step], _texts = [.. _texts, .. texts] };

    public Draft Let(string name, string expression)
    {
        ColumnNames.Check(name);
        return _columns.IndexOf(name) < 0 ? Computed(name, expression) : throw new ArgumentException(
            $"there is a column '{name}' already; choose another name", nameof(name));
    }

    public Draft Filter(string condition)
    {
        // On its own first, so that an error shows no more than what was written here.
        var compiled = Compile("where", condition, ExpressionCompiler.CompileCondition);
        return this with
        {
            _where = _where is null
                ? compiled
                : Compile("where", $"({_where.Text}) and ({condition})", ExpressionCompiler.CompileCondition),
        };
    }

    /// <summary>Adds a part of the key: a column, or an expression, which becomes a computed column.</summary>
    public Draft KeyPart(string name, string expression)
    {
        ColumnNames.Check(name);
        ArgumentNullException.ThrowIfNull(expression);
        CheckResultName(name);
        var (draft, column) = _columns.IndexOf(expression) < 0
            ? (Computed(name, expression), name)
            : (this, expression);
        var index = draft._columns.IndexOf(column);
        return draft with { _key = [.. _key, new KeyPart(name, index, draft._columns.Columns[index].Type)] };
    }

    public Draft Timed(string column, EventTimeSpec time)
    {
        ArgumentNullException.ThrowIfNull(column);
        var index = _columns.IndexOf(column);
        var isTimestamp = index >= 0 && _columns.Columns[index].Type == ColumnType.Timestamp;
        if (!isTimestamp)
        {
            var timestamps = _columns.Columns.Where(c => c.Type == ColumnType.Timestamp).Select(c => c.Name).ToList();
            var what = index < 0
                ? $"there is no column '{column}'"
                : $"'{column}' is {_columns.Columns[index].Type}, not a timestamp";
            var hint = timestamps.Count > 0
                ? $"timestamps here: {string.Join(", ", timestamps)}"
                : $"declare it in Decode, as Field.Time(\"{column}\")";
            throw new ArgumentException($"event time: {what}; {hint}", nameof(column));
        }

        return this with { _time = time with { Column = index } };
    }

    public Draft Grouped(WindowSpec window) => window is WindowSpec.Global || _time is not null
        ? this with { _window = window }
        : throw new ArgumentException(
            "windows need the time of a record; say EventTime(...) before them", nameof(window));

    public Draft Folded(string name, string aggregate)
    {
        ColumnNames.Check(name);
        CheckResultName(name);
        var spec = Compile($"aggregate {name}", aggregate, (text, columns) =>
            AggregateSyntax.Parse(name, text, columns));
        return this with { _aggregates = [.. _aggregates, spec] };
    }

    public Draft Run(ActorBase actor)
    {
        var hasRecords = Source is not RequestsSourceSpec;
        var spec = Compile($"actor {actor.Name}", "", (_, columns) => actor.ToSpec(hasRecords ? columns : null));
        if (hasRecords && !spec.ReadsRecords)
        {
            throw new ArgumentException(
                $"{actor.Name} does not say how a message is made of a record: add Records(...) in Define, "
                + "or let it live by requests, with FromRequests(...)", nameof(actor));
        }

        foreach (var output in spec.Outputs)
        {
            ColumnNames.Check(output.Name);
            CheckResultName(output.Name);
        }

        return this with { _actor = spec };
    }

    /// <summary>The same over the columns that are used.</summary>
    public Draft Narrowed()
    {
        var used = _texts.Concat(_actor?.MessageColumns.Select(c => c.Canonical) ?? []);
        var narrow = Of(Name, Directory, Source, ColumnUse.Narrow(Decoder, used));
        return narrow._columns.Columns.Count == Decoder.Columns.Count
            ? this
            : _steps.Aggregate(narrow, (draft, step) => step(draft));
    }

    public PipelinePlan ToPlan(SinkSpec sink, string deadLetters, ResultSettings settings) => new()
    {
        Name = Name,
        Source = Source,
        Decoder = Decoder,
        Lets = _lets,
        Where = _where,
        Key = _key,
        EventTime = _time,
        Window = _window,
        Aggregates = _aggregates,
        Actor = _actor,
        Sink = sink,
        DeadLetterPath = deadLetters,
        ShardCount = settings.Shards,
        Engine = settings.Engine,
    };

    /// <summary>A column more; it takes the place of one of its name for whatever comes after it.</summary>
    private Draft Computed(string name, string expression)
    {
        var compiled = Compile($"let {name}", expression, ExpressionCompiler.Compile);
        return this with
        {
            _lets = [.. _lets, new LetSpec(name, compiled)],
            _columns = _columns.With(name, compiled.Type),
        };
    }

    private T Compile<T>(string what, string text, Func<string, ExpressionSchema, T> compile)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            return compile(text, _columns);
        }
        catch (ExpressionException e)
        {
            var names = string.Join(", ", _columns.Columns.Select(c => c.Name));
            throw new ArgumentException($"{what}: {e.ToCaretString()}\n    columns here: {names}", e);
        }
    }

    private void CheckResultName(string name)
    {
        var isWindows = _windowColumns.Contains(name, StringComparer.OrdinalIgnoreCase);
        if (isWindows || _key.Any(k => IsSame(k.Name)) || _aggregates.Any(a => IsSame(a.Name)))
        {
            throw new ArgumentException(
                $"{(isWindows ? "the window's" : "another")} result column has the name '{name}'; "
                + "choose another name", nameof(name));
        }

        bool IsSame(string other) => other.Equals(name, StringComparison.OrdinalIgnoreCase);
    }
}

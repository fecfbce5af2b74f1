using ActorPipeline.Expressions;
using ActorPipeline.Plan;

namespace ActorPipeline.Node.Configuration;

/// <summary>Compiles the expressions of a file over the columns of a decoder.</summary>
internal sealed class ExpressionBinder
{
    private static readonly string[] WindowColumns = ["window_start", "window_end"];
    private readonly BindContext _context;
    private readonly DecoderSpec _decoder;
    private readonly List<LetSpec> _lets = [];
    private readonly HashSet<string> _failed = new(StringComparer.Ordinal);
    private ExpressionSchema _columns;

    private ExpressionBinder(BindContext context, DecoderSpec decoder)
    {
        _context = context;
        _decoder = decoder;
        _columns = new ExpressionSchema(decoder.Columns.Select(c => (c.Name, c.Type)));
    }

    /// <summary>Compiles all; what can't be compiled becomes a problem and is left out.</summary>
    public static ExpressionPlan Bind(BindContext context, ExpressionTexts texts, DecoderSpec decoder)
    {
        var binder = new ExpressionBinder(context, decoder);
        foreach (var let in texts.Lets)
        {
            binder.Let(let);
        }

        var where = texts.Where is { } text ? binder.Compile(text, ExpressionCompiler.CompileCondition) : null;
        var keys = texts.Key.Select(binder.Key).OfType<KeyPart>().ToList();
        var aggregates = texts.Aggregates.Select(binder.Aggregate).OfType<AggregateSpec>().ToList();
        binder.CheckResultNames(texts);
        return new ExpressionPlan(decoder, binder._lets, where, keys, aggregates, binder._columns);
    }

    private bool Let(NamedText let)
    {
        if (_columns.IndexOf(let.Name) >= 0)
        {
            _context.Problem(let.Origin, let.Path, $"there is a column '{let.Name}' already; choose another name");
            return false;
        }

        if (Compile(let, ExpressionCompiler.Compile) is not { } expression)
        {
            _failed.Add(let.Name);
            return false;
        }

        _lets.Add(new LetSpec(let.Name, expression));
        _columns = _columns.With(let.Name, expression.Type);
        return true;
    }

    /// <summary>A part of the key: a column, or an expression, which becomes a computed column.</summary>
    private KeyPart? Key(NamedText part)
    {
        if (_columns.IndexOf(part.Text) < 0)
        {
            return Let(part) ? Part(part, part.Name) : null;
        }

        return Part(part, part.Text);
    }

    private KeyPart Part(NamedText part, string column)
    {
        var index = _columns.IndexOf(column);
        return new KeyPart(part.Name, index, _columns.Columns[index].Type);
    }

    private AggregateSpec? Aggregate(NamedText aggregate) =>
        Compile(aggregate, (text, columns) => AggregateSyntax.Parse(aggregate.Name, text, columns));

    private T? Compile<T>(NamedText text, Func<string, ExpressionSchema, T> compile)
        where T : class
    {
        try
        {
            return compile(text.Text, _columns);
        }
        catch (ExpressionException e)
        {
            // A computed column that has a problem of its own is not reported again wherever it is used.
            if (!_failed.Contains(e.Text.Substring(e.Position, e.Length)))
            {
                _context.Problem(text.Origin, text.Path, e.ToCaretString());
            }

            return null;
        }
    }

    private void CheckResultNames(ExpressionTexts texts)
    {
        var names = new HashSet<string>(WindowColumns, StringComparer.OrdinalIgnoreCase);
        foreach (var text in texts.Key.Concat(texts.Aggregates))
        {
            if (!names.Add(text.Name))
            {
                var other = WindowColumns.Contains(text.Name) ? "the window's" : "another";
                _context.Problem(
                    text.Origin, text.Path, $"{other} result column has the name '{text.Name}'; choose another name");
            }
        }
    }
}

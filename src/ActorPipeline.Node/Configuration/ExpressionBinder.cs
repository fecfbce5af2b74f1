using ActorPipeline.Definitions;
using ActorPipeline.Expressions;
using ActorPipeline.Plan;

namespace ActorPipeline.Node.Configuration;

/// <summary>
/// Checks the expressions of a file over the columns of a decoder, each in its place, so that one pass finds all that
/// is wrong.
/// </summary>
internal sealed class ExpressionBinder
{
    private static readonly string[] WindowColumns = ["window_start", "window_end"];
    private readonly BindContext _context;
    private ExpressionSchema _columns;

    private ExpressionBinder(BindContext context, DecoderSpec decoder)
    {
        _context = context;
        _columns = new ExpressionSchema(decoder.Columns.Select(c => (c.Name, c.Type)));
    }

    /// <summary>Compiles all; what can't be compiled becomes a problem and is left out.</summary>
    /// <returns>The columns of a batch, computed ones too: before the key is computed, and all.</returns>
    public static (ExpressionSchema BeforeKey, ExpressionSchema All) Bind(
        BindContext context, ExpressionTexts texts, DecoderSpec decoder)
    {
        var binder = new ExpressionBinder(context, decoder);
        foreach (var let in texts.Lets)
        {
            binder.Let(let);
        }

        if (texts.Where is { } where)
        {
            binder.Compile(where, ExpressionCompiler.CompileCondition);
        }

        var beforeKey = binder._columns;
        foreach (var part in texts.Key.Where(p => binder._columns.IndexOf(p.Text) < 0))
        {
            binder.Compute(part);
        }

        foreach (var aggregate in texts.Aggregates)
        {
            binder.Compile(aggregate, (text, columns) => AggregateSyntax.Parse(aggregate.Name, text, columns));
        }

        binder.CheckResultNames(texts);
        return (beforeKey, binder._columns);
    }

    private void Let(NamedText let)
    {
        if (_columns.IndexOf(let.Name) >= 0)
        {
            _context.Problem(let.Origin, let.Path, $"there is a column '{let.Name}' already; choose another name");
            return;
        }

        Compute(let);
    }

    /// <summary>A column more; it takes the place of one of its name for whatever comes after it.</summary>
    private void Compute(NamedText text)
    {
        if (Compile(text, ExpressionCompiler.Compile) is { } expression)
        {
            _columns = _columns.With(text.Name, expression.Type);
        }
        else
        {
            _context.Distrust(text.Name);
        }
    }

    private T? Compile<T>(NamedText text, Func<string, ExpressionSchema, T> compile)
        where T : class
    {
        try
        {
            return compile(text.Text, _columns);
        }
        catch (ExpressionException e)
        {
            // A column that has a problem of its own is not reported again wherever it is used.
            if (!_context.IsDistrusted(e.Text))
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

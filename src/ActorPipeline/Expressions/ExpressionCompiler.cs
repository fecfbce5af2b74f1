using ActorPipeline.Expressions.Functions;
using ActorPipeline.Expressions.Syntax;

namespace ActorPipeline.Expressions;

/// <summary>
/// Compiles the expressions of <c>where</c>, <c>let</c>, keys and aggregates: typed and checked before anything runs,
/// evaluated a column at a time.
/// </summary>
/// <remarks>
/// <para>The language:</para>
/// <code>
/// literals     15   1.5 1e3 (double)   1.5m (decimal)   'text' "text"   true false null
///              escapes \\ \' \" \n \r \t \u00e9; a doubled quote is a quote
///              timestamp('2015-05-17T10:05:03Z')   duration('15m') in microseconds; us ms s m h d
/// columns      status   user.id   `any other name`           (case-sensitive; keywords and functions are not)
/// operators    or ||        and &amp;&amp;        not !                  from the loosest to the tightest
///              = == != &lt;&gt; &lt; &lt;= &gt; &gt;=   is null   is not null
///              x in (a, b)   x not in [a, b]   x between a and b   x not between a and b
///              + -          * / %        - (sign)             + also joins strings
/// choice       if(condition, then, otherwise)   coalesce(a, b, ...)   least(a, b, ...)   greatest(a, b, ...)
/// text         starts_with(s, part)   ends_with(s, part)   contains(s, part)   matches(s, 'regex')
///              lower(s)   upper(s)   trim(s)   length(s)   concat(a, b, ...)   replace(s, old, new)
///              substring(s, first, length)                   in characters, the first is 1; length may be left out
///              segment(path, n)                              segment('/a/b?x=1', 1) = 'a'
/// numbers      abs(x)   round(x)   round(x, digits)   floor(x)   ceil(x)
/// casts        int(x)   double(x)   decimal(x)   string(x)   timestamp(x)
/// time, UTC    year(t) month(t) day(t) hour(t) minute(t) second(t)   day_of_week(t): Monday is 1, Sunday 7
///              date(t): '2015-05-17'   truncate(t, '15m')   t - t (microseconds)   t + duration('1h')
/// </code>
/// <para>
/// Null: an operator or function with a null operand gives null. Exceptions, as in SQL: <c>false and null</c> is
/// false, <c>true or null</c> is true; <c>is null</c> is never null; <c>if</c> takes a null condition for false;
/// <c>coalesce</c> gives the first value that is not null; <c>x in (...)</c> without a match is null if the list has
/// a null, and <c>between</c> is two comparisons joined by <c>and</c>. What has no result gives null too: overflow, a
/// double that is not finite, division by zero, text that can't be cast, a missing segment, computed text above 1 MiB.
/// </para>
/// <para>
/// Types: an int becomes a double or a decimal where it meets one; double and decimal don't mix, cast one. Division
/// of ints is cut toward zero, and <c>%</c> has the sign of its left side. <c>round</c> takes halves away from zero.
/// <c>int(x)</c> cuts fractions; <c>int(t)</c> and <c>timestamp(n)</c> are microseconds since 1970;
/// <c>decimal(double)</c> keeps 15 digits. Strings compare by their UTF-8 bytes.
/// </para>
/// <para>
/// <c>segment</c> looks at what stands before the first <c>?</c> or <c>#</c> and counts from 1 the pieces between
/// slashes that are not empty; there is no piece 0. <c>trim</c> removes blanks, tabs and line ends. <c>matches</c>
/// finds the expression anywhere in the text (write <c>^...$</c> for all of it), in linear time: no backreferences
/// or lookarounds. <c>truncate</c> rounds down to a multiple of the duration since 1970-01-01T00:00:00Z.
/// </para>
/// <para>Limits: 65,536 chars, 200 levels, 1,000 chars in a regular expression, 64 operands of <c>concat</c>.</para>
/// </remarks>
internal static class ExpressionCompiler
{
    /// <summary>Parses and checks an expression over the columns of a schema.</summary>
    /// <exception cref="ExpressionException">
    /// It can't be parsed, names something unknown, or its types don't fit.
    /// </exception>
    public static TypedExpression Compile(string text, ExpressionSchema schema)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(schema);
        var syntax = Parser.ParseExpression(text);
        return new CompiledExpression(text, FunctionTable.CheckerOf(text, schema).CheckRoot(syntax));
    }

    /// <summary>Like <see cref="Compile"/>, for an expression that must be boolean, such as <c>where</c>.</summary>
    /// <exception cref="ExpressionException">As for <see cref="Compile"/>, or it isn't boolean.</exception>
    public static TypedExpression CompileCondition(string text, ExpressionSchema schema)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(schema);
        var syntax = Parser.ParseExpression(text);
        var checker = FunctionTable.CheckerOf(text, schema);
        return new CompiledExpression(text, checker.CheckCondition(syntax, "a condition"));
    }
}

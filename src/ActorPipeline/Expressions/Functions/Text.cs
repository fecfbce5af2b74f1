using System.Text;
using ActorPipeline.Expressions.Checking;
using ActorPipeline.Expressions.Kernels;
using ActorPipeline.Notation;
using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Functions;

/// <summary>Functions of text.</summary>
internal static class Text
{
    private const int MaxConcat = 64;
    private const int MaxPatternLength = 1000;

    public static TypedNode Test(CallSite call)
    {
        call.ExpectCount(2, 2, $"{call.Name}(text, part)");
        return call.Node(ColumnType.Boolean, call.AllAs(ColumnType.String), call.Name switch
        {
            "starts_with" => Lowerings.TextTest<StartsWith>(),
            "ends_with" => Lowerings.TextTest<EndsWith>(),
            _ => Lowerings.TextTest<Contains>(),
        });
    }

    public static TypedNode Matches(CallSite call)
    {
        call.ExpectCount(2, 2, "matches(text, 'expression')");
        var arguments = call.AllAs(ColumnType.String);
        var pattern = Encoding.UTF8.GetString(call.Literal(1, ColumnType.String, "'^/api/'").Utf8);
        if (pattern.Length > MaxPatternLength)
        {
            throw call.ErrorAt(1, $"a regular expression has at most {MaxPatternLength} chars");
        }

        try
        {
            _ = LinearPattern.Compile(pattern);
        }
        catch (ArgumentException exception)
        {
            throw call.ErrorAt(1, "this regular expression can't be used: " + exception.Message);
        }

        return call.Node(ColumnType.Boolean, arguments, Lower);

        RegexKernel Lower(TypedNode[] operands, Registers registers)
        {
            var input = operands[0].Lower(registers);
            var output = registers.Rent<bool>(ColumnType.Boolean);
            registers.Release(input);
            return new RegexKernel(input, LinearPattern.Compile(pattern), output);
        }
    }

    public static TypedNode Lower(CallSite call) => Map(call, Lowerings.TextMap<Lower>());

    public static TypedNode Upper(CallSite call) => Map(call, Lowerings.TextMap<Upper>());

    public static TypedNode Length(CallSite call)
    {
        call.ExpectCount(1, 1, "length(text)");
        return call.Node(ColumnType.Int64, call.AllAs(ColumnType.String),
            Lowerings.TextValue<CharacterCount, long>(ColumnType.Int64));
    }

    public static TypedNode Trim(CallSite call)
    {
        call.ExpectCount(1, 1, "trim(text)");
        return Slice<Trimmed>(call);
    }

    public static TypedNode Substring(CallSite call)
    {
        call.ExpectCount(2, 3, "substring(text, first) or substring(text, first, length); characters count from 1");
        return Slice<Substring>(call);
    }

    public static TypedNode Segment(CallSite call)
    {
        call.ExpectCount(2, 2, "segment(path, number); segments count from 1");
        return Slice<Segment>(call);
    }

    public static TypedNode Replace(CallSite call)
    {
        call.ExpectCount(3, 3, "replace(text, old, new)");
        return call.Node(ColumnType.String, call.AllAs(ColumnType.String), (arguments, registers) =>
        {
            var (text, old, replacement) =
                (arguments[0].Lower(registers), arguments[1].Lower(registers), arguments[2].Lower(registers));
            var output = registers.Rent<Utf8Slice>(ColumnType.String);
            registers.Release(text, old, replacement);
            return new ReplaceKernel(text, old, replacement, output);
        });
    }

    /// <summary>
    /// <c>concat(a, b)</c> and <c>a + b</c>; a chain of <c>+</c> is one operation, which copies once.
    /// </summary>
    public static TypedNode Concat(CallSite call)
    {
        call.ExpectCount(1, MaxConcat, "concat(a, b)");
        var operands = call.AllAs(ColumnType.String);
        if (call.Name != "+")
        {
            return call.Node(ColumnType.String, operands, LowerConcat);
        }

        if (operands[0] is CallNode { Name: "+" } chain && chain.Arguments.Length < MaxConcat)
        {
            operands = [.. chain.Arguments, operands[1]];
        }

        return call.Node(ColumnType.String, operands, LowerConcat, PrintForm.Infix);
    }

    private static ConcatKernel LowerConcat(TypedNode[] arguments, Registers registers)
    {
        var operands = Array.ConvertAll(arguments, argument => argument.Lower(registers));
        var output = registers.Rent<Utf8Slice>(ColumnType.String);
        registers.Release(operands);
        return new ConcatKernel(operands, output);
    }

    private static CallNode Map(CallSite call, Lowering lowering)
    {
        call.ExpectCount(1, 1, $"{call.Name}(text)");
        return call.Node(ColumnType.String, call.AllAs(ColumnType.String), lowering);
    }

    private static CallNode Slice<TOperation>(CallSite call)
        where TOperation : struct, ITextSlice
    {
        var arguments = call.AllAs(ColumnType.Int64, from: 1);
        arguments[0] = call.As(0, ColumnType.String);
        return call.Node(ColumnType.String, arguments, (operands, registers) =>
        {
            var input = operands[0].Lower(registers);
            var first = Number(operands, 1, registers);
            var second = Number(operands, 2, registers);
            var output = registers.Rent<Utf8Slice>(ColumnType.String);
            registers.Release(input);
            Release(first, registers);
            Release(second, registers);
            return new TextSliceKernel<TOperation>(input, first, second, output);
        });
    }

    private static SliceNumber Number(TypedNode[] operands, int index, Registers registers) =>
        index >= operands.Length ? new SliceNumber(null, long.MaxValue)
        : operands[index] is ConstantNode { Value: long value } ? new SliceNumber(null, value)
        : new SliceNumber(operands[index].Lower(registers), 0);

    private static void Release(SliceNumber number, Registers registers)
    {
        if (number.Kernel is { } kernel)
        {
            registers.Release(kernel);
        }
    }
}

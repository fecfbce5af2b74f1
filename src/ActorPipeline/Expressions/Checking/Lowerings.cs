using ActorPipeline.Expressions.Kernels;
using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Checking;

/// <summary>How operations become kernels, for each shape of loop.</summary>
internal static class Lowerings
{
    public static Lowering Unary<TOperation, TIn, TOut>(ColumnType result)
        where TOperation : struct, IUnary<TIn, TOut>
        where TIn : struct
        where TOut : struct => (arguments, registers) =>
        {
            var input = arguments[0].Lower(registers);
            var kernel = new UnaryKernel<TOperation, TIn, TOut>(input, registers.Rent<TOut>(result));
            registers.Release(input);
            return kernel;
        };

    public static Lowering TextValue<TOperation, TOut>(ColumnType result)
        where TOperation : struct, ITextValue<TOut>
        where TOut : struct => (arguments, registers) =>
        {
            var input = arguments[0].Lower(registers);
            var kernel = new TextValueKernel<TOperation, TOut>(input, registers.Rent<TOut>(result));
            registers.Release(input);
            return kernel;
        };

    public static Lowering TextMap<TOperation>()
        where TOperation : struct, ITextMap => (arguments, registers) =>
        {
            var input = arguments[0].Lower(registers);
            var kernel = new TextMapKernel<TOperation>(input, registers.Rent<Utf8Slice>(ColumnType.String));
            registers.Release(input);
            return kernel;
        };

    public static Lowering Format<TOperation, TIn>()
        where TOperation : struct, IFormat<TIn>
        where TIn : struct => (arguments, registers) =>
        {
            var input = arguments[0].Lower(registers);
            var output = registers.Rent<Utf8Slice>(ColumnType.String);
            registers.Release(input);
            return new FormatKernel<TOperation, TIn>(input, output);
        };

    /// <summary>For a function that changes nothing, such as floor of an int.</summary>
    public static Lowering Same { get; } = (arguments, registers) => arguments[0].Lower(registers);

    public static Lowering Binary<TOperation, T>(ColumnType result)
        where TOperation : struct, IBinary<T, T, T>
        where T : struct => Binary<TOperation, T, T, T>(result);

    public static Lowering Binary<TOperation, TLeft, TRight, TOut>(ColumnType result)
        where TOperation : struct, IBinary<TLeft, TRight, TOut>
        where TLeft : struct
        where TRight : struct
        where TOut : struct => (arguments, registers) =>
        {
            var left = arguments[0].Lower(registers);
            if (arguments[1] is ConstantNode { Value: TRight constant })
            {
                var output = registers.Rent<TOut>(result);
                registers.Release(left);
                return new BinaryConstantKernel<TOperation, TLeft, TRight, TOut>(left, constant, output);
            }

            var right = arguments[1].Lower(registers);
            var kernel = new BinaryKernel<TOperation, TLeft, TRight, TOut>(left, right, registers.Rent<TOut>(result));
            registers.Release(left, right);
            return kernel;
        };

    public static Lowering TextTest<TTest>()
        where TTest : struct, ITextTest => (arguments, registers) =>
        {
            var left = arguments[0].Lower(registers);
            if (arguments[1] is ConstantNode { IsNull: false } constant)
            {
                var output = registers.Rent<bool>(ColumnType.Boolean);
                registers.Release(left);
                return new TextTestConstantKernel<TTest>(left, constant.Utf8, output);
            }

            var right = arguments[1].Lower(registers);
            var kernel = new TextPairKernel<TextTest<TTest>, bool>(
                left, right, registers.Rent<bool>(ColumnType.Boolean));
            registers.Release(left, right);
            return kernel;
        };

    /// <summary>
    /// Lowers operands that are consumed one by one into a result, which is rented before any of them.
    /// </summary>
    public static (Column<T> Output, Kernel[] Operands) OneByOne<T>(
        TypedNode[] arguments, Registers registers, ColumnType result)
        where T : struct
    {
        var output = registers.Rent<T>(result);
        var operands = new Kernel[arguments.Length];
        for (var i = 0; i < operands.Length; i++)
        {
            operands[i] = arguments[i].Lower(registers);
            registers.Release(operands[i]);
        }

        return (output, operands);
    }
}

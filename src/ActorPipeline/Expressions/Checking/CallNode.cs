using System.Text;
using ActorPipeline.Expressions.Kernels;
using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Checking;

/// <summary>Makes the kernel of an operation from its checked and folded operands.</summary>
internal delegate Kernel Lowering(TypedNode[] arguments, Registers registers);

/// <summary>An operator or function with operands of the right types.</summary>
internal sealed class CallNode(
    string name, PrintForm form, ColumnType type, TypedNode[] arguments, Lowering lowering, bool strict = true)
    : TypedNode(type)
{
    public string Name { get; } = name;

    public TypedNode[] Arguments { get; } = arguments;

    /// <summary>Whether a null operand makes the result null, whatever the others are.</summary>
    public bool IsStrict { get; } = strict;

    public CallNode WithArguments(TypedNode[] arguments) => new(Name, form, Type, arguments, lowering, IsStrict);

    public override Kernel Lower(Registers registers) => lowering(Arguments, registers);

    public override void Print(StringBuilder target)
    {
        var (open, between, close) = form switch
        {
            PrintForm.Infix => ("(", $" {Name} ", ")"),
            PrintForm.Prefix => (Name == "not" ? "(not " : $"({Name}", "", ")"),
            PrintForm.Postfix => ("(", "", $" {Name})"),
            PrintForm.Between => ("(", " and ", ")"),
            PrintForm.List => ("(", ", ", "))"),
            PrintForm.Hidden => ("", "", ""),
            _ => ($"{Name}(", ", ", ")"),
        };
        target.Append(open);
        for (var i = 0; i < Arguments.Length; i++)
        {
            var first = i == 1 && form is PrintForm.Between or PrintForm.List
                ? $" {Name} {(form == PrintForm.List ? "(" : "")}" : between;
            target.Append(i == 0 ? "" : first);
            Arguments[i].Print(target);
        }

        target.Append(close);
    }
}

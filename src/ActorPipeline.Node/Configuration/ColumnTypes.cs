using ActorPipeline.Hocon;
using ActorPipeline.Records;

namespace ActorPipeline.Node.Configuration;

/// <summary>Names of column types, as a pipeline's file has them.</summary>
internal static class ColumnTypes
{
    private static readonly string[] Names = ["int64", "double", "decimal", "boolean", "string", "timestamp"];

    public static string NameOf(ColumnType type) => Names[(int)type - 1];

    /// <exception cref="HoconException">There is no such type.</exception>
    public static ColumnType Parse(HoconValue value)
    {
        var text = value.AsString();
        var index = Array.IndexOf(Names, text);
        if (index < 0)
        {
            var hint = Hint.For(text, Names, $"use {Hint.Join(Names, "or")}");
            throw new HoconException(value.Origin, $"there is no type '{text}'; {hint}");
        }

        return (ColumnType)(index + 1);
    }
}

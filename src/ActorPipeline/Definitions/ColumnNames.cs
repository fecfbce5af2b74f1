using System.Buffers;
using System.Text;

namespace ActorPipeline.Definitions;

/// <summary>What columns may be called: they become fields of JSON, headers of CSV and columns of SQL.</summary>
internal static class ColumnNames
{
    /// <summary>What is wrong with a name, in words for an operator; null for nothing.</summary>
    public static string? Problem(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (string.IsNullOrWhiteSpace(name))
        {
            return "the name of a column is empty; give it one";
        }

        for (var i = 0; i < name.Length;)
        {
            var isText = Rune.DecodeFromUtf16(name.AsSpan(i), out var rune, out var length) == OperationStatus.Done;
            if (!isText || rune.Value == 0)
            {
                return $"the name of a column has the character U+{(int)name[i]:X4} in it; leave that out";
            }

            i += length;
        }

        return null;
    }

    /// <summary>Throws <see cref="ArgumentException"/> for a name with a problem.</summary>
    internal static void Check(string name)
    {
        if (Problem(name) is { } problem)
        {
            throw new ArgumentException(problem, nameof(name));
        }
    }
}

using System.Text;
using ActorPipeline.Emission;
using ActorPipeline.Sinks.Formats;

namespace ActorPipeline.Tests.Sinks;

/// <summary>Rows as a format writes them.</summary>
internal static class Formatted
{
    public static string Text(IRowFormat format, ResultBatch rows)
    {
        var bytes = new byte[1 << 20];
        Assert.Equal(rows.RowCount, format.Write(rows, 0, bytes, out var written));
        return Encoding.UTF8.GetString(bytes, 0, written);
    }
}

using System.Text;
using ActorPipeline.Records;

namespace ActorPipeline.Actors;

/// <summary>States and events for a reader.</summary>
internal static class ContentText
{
    /// <summary>JSON where a value is written so, else what its class says of it.</summary>
    public static string Of<T>(ICodec<T> codec, T value)
    {
        if (codec is not JsonCodec<T>)
        {
            return Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "";
        }

        var bytes = new ByteArena();
        codec.Write(bytes, value);
        return Encoding.UTF8.GetString(bytes.Written);
    }
}

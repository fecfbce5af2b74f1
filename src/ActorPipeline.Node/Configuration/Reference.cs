using ActorPipeline.Hocon;

namespace ActorPipeline.Node.Configuration;

/// <summary>The defaults: <c>hocon/reference.conf</c>, which the program carries in itself.</summary>
internal static class Reference
{
    /// <summary>What origins call it.</summary>
    public const string Label = "reference.conf";

    /// <summary>An origin for defaults that are derived from other settings.</summary>
    public static HoconOrigin Derived { get; } = HoconOrigin.Named(Label);

    /// <summary>Its settings.</summary>
    public static HoconObject Settings { get; } = HoconDocument.ParseText(Read(), Label).Resolve();

    public static bool IsOrigin(HoconOrigin origin) => origin.Description == Label;

    private static string Read()
    {
        using var stream = typeof(Reference).Assembly.GetManifestResourceStream(Label)
            ?? throw new InvalidOperationException($"The program was built without {Label}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

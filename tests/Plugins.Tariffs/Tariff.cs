namespace Plugins.Tariffs;

/// <summary>What a plug-in needs besides itself.</summary>
public static class Tariff
{
    /// <summary>The price with the tax of the country.</summary>
    public static decimal WithTax(decimal price) => price * 1.25m;
}

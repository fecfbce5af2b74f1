namespace Plugins.Orders;

/// <summary>Something in an order.</summary>
/// <param name="Price">What it costs.</param>
public sealed record Item(decimal Price);

namespace Plugins.Orders;

/// <summary>What an order comes to.</summary>
/// <param name="Items">How many items there are.</param>
/// <param name="Sum">What they cost.</param>
public sealed record Total(int Items, decimal Sum);

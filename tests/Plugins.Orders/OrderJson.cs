using System.Text.Json.Serialization;

namespace Plugins.Orders;

/// <summary>How events and state of an order are written.</summary>
[JsonSerializable(typeof(Item))]
[JsonSerializable(typeof(Total))]
internal sealed partial class OrderJson : JsonSerializerContext;

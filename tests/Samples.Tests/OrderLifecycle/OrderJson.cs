using System.Text.Json.Serialization;

namespace Samples.Tests.OrderLifecycle;

/// <summary>How events and state of an order are written.</summary>
[JsonSerializable(typeof(Order.Placed))]
[JsonSerializable(typeof(Order.Paid))]
[JsonSerializable(typeof(Order.Shipped))]
[JsonSerializable(typeof(Order.Expired))]
[JsonSerializable(typeof(Order.Situation))]
internal sealed partial class OrderJson : JsonSerializerContext;

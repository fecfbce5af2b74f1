using System.Text.Json.Serialization;

namespace Samples.Tests.FraudScore;

/// <summary>How events and state of a card are written.</summary>
[JsonSerializable(typeof(Card.Noted))]
[JsonSerializable(typeof(Card.History))]
internal sealed partial class CardJson : JsonSerializerContext;

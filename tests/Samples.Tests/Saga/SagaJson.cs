using System.Text.Json.Serialization;

namespace Samples.Tests.Saga;

/// <summary>How events and state of transfers and wallets are written.</summary>
[JsonSerializable(typeof(Transfer.Moved))]
[JsonSerializable(typeof(Transfer.Progress))]
[JsonSerializable(typeof(Wallet.Booked))]
[JsonSerializable(typeof(Wallet.Content))]
internal sealed partial class SagaJson : JsonSerializerContext;

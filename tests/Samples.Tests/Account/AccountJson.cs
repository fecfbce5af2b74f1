using System.Text.Json.Serialization;

namespace Samples.Tests.Account;

/// <summary>How events and state of an account are written.</summary>
[JsonSerializable(typeof(Account.Booked))]
[JsonSerializable(typeof(decimal))]
internal sealed partial class AccountJson : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace ActorPipeline.Plan;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower)]
[JsonSerializable(typeof(PlanIdentity))]
internal sealed partial class PlanIdentityJson : JsonSerializerContext;

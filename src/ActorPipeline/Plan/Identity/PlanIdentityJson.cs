using System.Text.Json.Serialization;

namespace ActorPipeline.Plan;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower)]
[JsonSerializable(typeof(PlanIdentity))]
[JsonSerializable(typeof(IReadOnlyList<StateLayout>))]
internal sealed partial class PlanIdentityJson : JsonSerializerContext;

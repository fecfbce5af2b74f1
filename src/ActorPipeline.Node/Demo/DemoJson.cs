using System.Text.Json.Serialization;

namespace ActorPipeline.Node.Demo;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(BusiestWindows.Row))]
internal sealed partial class DemoJson : JsonSerializerContext;

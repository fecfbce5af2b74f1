using System.Text.Json.Serialization;

namespace Samples.Tests.RateLimiter;

/// <summary>How events and state of a bucket are written.</summary>
[JsonSerializable(typeof(Bucket.Taken))]
[JsonSerializable(typeof(Bucket.Level))]
internal sealed partial class BucketJson : JsonSerializerContext;

using ActorPipeline.Journal.Format;
using ActorPipeline.Records;

namespace RecordPath.Tests.Golden;

/// <summary>A blob as it went to the journal.</summary>
internal sealed record Blob(BlobKind Kind, ShardId Shard, long Sequence, byte[] Bytes);

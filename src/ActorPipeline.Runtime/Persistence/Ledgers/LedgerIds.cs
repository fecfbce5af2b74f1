using System.Globalization;
using System.Text;
using ActorPipeline.Records;

namespace ActorPipeline.Runtime.Persistence.Ledgers;

/// <summary>
/// The persistence ids of a pipeline. Databases compare text by rules of their own, MySQL and SQL Server without case
/// unless told otherwise, so names go in as lower-case ASCII: whatever else a name has is %xx, its bytes in UTF-8.
/// </summary>
internal sealed class LedgerIds
{
    /// <summary>What a column of a persistence id has room for.</summary>
    public const int MostCharacters = 255;

    private readonly string _pipeline;

    private static ReadOnlySpan<byte> Plain => "abcdefghijklmnopqrstuvwxyz0123456789-_."u8;

    /// <summary>The ids of a pipeline.</summary>
    /// <exception cref="ArgumentException">Its name is too long.</exception>
    public LedgerIds(string pipeline)
    {
        ArgumentException.ThrowIfNullOrEmpty(pipeline);
        _pipeline = Escape(pipeline);

        // The longest that follows: "/shard-2147483647/page-2147483647", and as much for values' names.
        if (_pipeline.Length > MostCharacters / 2)
        {
            throw new ArgumentException(
                $"The pipeline's name takes {_pipeline.Length} characters of a persistence id; at most "
                + $"{MostCharacters / 2} are possible. Give it a shorter name.", nameof(pipeline));
        }
    }

    /// <summary>Where it is tried whether the plugin refuses duplicates.</summary>
    public string Probe => $"{_pipeline}/probe";

    /// <summary>The claims of a shard.</summary>
    public string Claims(ShardId shard) => string.Create(CultureInfo.InvariantCulture, $"{_pipeline}/shard-{shard}");

    /// <summary>The ledger of an epoch.</summary>
    public string Ledger(ShardId shard, long epoch) =>
        string.Create(CultureInfo.InvariantCulture, $"{_pipeline}/shard-{shard}/{epoch}");

    /// <summary>A page's states.</summary>
    public string Page(ShardId shard, int page) =>
        string.Create(CultureInfo.InvariantCulture, $"{_pipeline}/shard-{shard}/page-{page}");

    /// <summary>A page's index entries.</summary>
    public string PageIndex(ShardId shard, int page) =>
        string.Create(CultureInfo.InvariantCulture, $"{_pipeline}/shard-{shard}/index-{page}");

    /// <summary>A named value.</summary>
    /// <exception cref="ArgumentException">The name is too long.</exception>
    public string Value(string name)
    {
        var id = $"{_pipeline}/value/{Escape(name)}";
        return id.Length <= MostCharacters
            ? id
            : throw new ArgumentException($"The value's name is too long for a persistence id: {id}", nameof(name));
    }

    private static string Escape(string name)
    {
        var text = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(name))
        {
            if (Plain.Contains(b))
            {
                text.Append((char)b);
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"%{b:x2}");
            }
        }

        return text.ToString();
    }
}

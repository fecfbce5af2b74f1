using System.Globalization;
using ActorPipeline.Records;

namespace ActorPipeline.Events;

/// <summary>
/// A place in the events of all shards: by shard, before which event. Immutable; equal when the places are. As text
/// <c>0:12.3 5:7.0</c>: shard, commit and events of that commit that are passed, of each shard that has any place but
/// its start.
/// </summary>
public sealed class EventPosition : IEquatable<EventPosition>
{
    private readonly ShardPosition[] _shards;

    private EventPosition(ShardPosition[] shards) => _shards = shards;

    /// <summary>Before all events that ever were.</summary>
    public static EventPosition Start { get; } = new([]);

    /// <summary>The number of shards up to the last one that has any place but its start.</summary>
    public int ShardCount
    {
        get
        {
            var count = _shards.Length;
            while (count > 0 && _shards[count - 1] == default)
            {
                count--;
            }

            return count;
        }
    }

    /// <summary>The place in a shard.</summary>
    public ShardPosition this[ShardId shard] => shard.Value < _shards.Length ? _shards[shard.Value] : default;

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">It is no such text.</exception>
    public static EventPosition Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var position = Start;
        foreach (var part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var numbers = part.Split(':', '.');
            if (numbers.Length != 3 || !TryParse(numbers[0], out var shard) || !TryParse(numbers[1], out var commit)
                || !TryParse(numbers[2], out var index) || shard > ushort.MaxValue || index > int.MaxValue)
            {
                throw new FormatException($"'{part}' is no place in a shard's events; one is shard:commit.index");
            }

            position = position.With(new ShardId((int)shard), new ShardPosition(commit, (int)index));
        }

        return position;
    }

    /// <summary>The same, with another place in one shard.</summary>
    public EventPosition With(ShardId shard, ShardPosition place)
    {
        var shards = new ShardPosition[Math.Max(_shards.Length, shard.Value + 1)];
        _shards.CopyTo(shards, 0);
        shards[shard.Value] = place;
        return new EventPosition(shards);
    }

    /// <inheritdoc />
    public bool Equals(EventPosition? other)
    {
        var count = ShardCount;
        return other?.ShardCount == count && _shards.AsSpan(0, count).SequenceEqual(other._shards.AsSpan(0, count));
    }

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as EventPosition);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var place in _shards.AsSpan(0, ShardCount))
        {
            hash.Add(place);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc />
    public override string ToString() => string.Join(' ', _shards
        .Select((place, shard) => (place, shard))
        .Where(s => s.place != default)
        .Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.shard}:{s.place.Commit}.{s.place.Index}")));

    private static bool TryParse(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}

using ActorPipeline.Plan;

namespace RecordPath.Tests.Crash;

/// <summary>Runs that many tests look at: made once.</summary>
public sealed class Recordings : IDisposable
{
    private readonly Lazy<Recording> _ofFile = new(() => new Recording(_ => null));

    private readonly Lazy<Recording> _ofTable = new(() =>
        new Recording(d => new SinkSpec.Sqlite(Path.Combine(d, "target.db"), "sums")));

    internal Recording OfFile => _ofFile.Value;

    internal Recording OfTable => _ofTable.Value;

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var recording in (Lazy<Recording>[])[_ofFile, _ofTable])
        {
            if (recording.IsValueCreated)
            {
                recording.Value.Dispose();
            }
        }
    }
}

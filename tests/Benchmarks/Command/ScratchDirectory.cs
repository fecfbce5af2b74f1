using Benchmarks.Reporting;

namespace Benchmarks.Command;

/// <summary>The temporary directory of a run.</summary>
internal sealed class ScratchDirectory : IDisposable
{
    private readonly string _path;

    /// <summary>Creates it.</summary>
    /// <param name="parent">Where.</param>
    public ScratchDirectory(string parent)
    {
        _path = Path.Combine(parent, $"actorpipeline-bench-{Environment.ProcessId}");
        Directory.CreateDirectory(_path);
    }

    /// <summary>A directory in it.</summary>
    public string Create(string name) => Directory.CreateDirectory(Path.Combine(_path, name)).FullName;

    /// <summary>Makes sure that there is room.</summary>
    /// <exception cref="BenchException">There is not.</exception>
    public void Require(long bytes)
    {
        var free = new DriveInfo(_path).AvailableFreeSpace;
        if (free < bytes)
        {
            throw new BenchException(
                $"{_path} has {NumberText.Of(free, Unit.Bytes)} free, up to {NumberText.Of(bytes, Unit.Bytes)} are "
                + "needed; use fewer --records or another --directory");
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (Directory.Exists(_path))
        {
            Directory.Delete(_path, true);
        }
    }
}

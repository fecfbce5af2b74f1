using Benchmarks.Children;

namespace Benchmarks;

/// <summary>What a benchmark works with.</summary>
/// <param name="Records">Size of the record path's input; the others scale with it.</param>
/// <param name="Runs">How often what varies is measured.</param>
/// <param name="Directory">An empty temporary directory, removed after the benchmark.</param>
/// <param name="Children">Runs jobs in processes of their own.</param>
/// <param name="Say">Tells the operator what is going on.</param>
internal sealed record BenchContext(
    long Records, int Runs, string Directory, ChildProcess Children, Action<string> Say)
{
    /// <summary>The default of <see cref="Records"/>.</summary>
    public const long DefaultRecords = 20_000_000;

    /// <summary>A number that belongs to the default size, for the size that is asked for; at least 10,000.</summary>
    public long Scale(long number) => Math.Max(10_000, (long)(number * ((double)Records / DefaultRecords)));

    /// <summary>A path in the temporary directory.</summary>
    public string PathOf(string name) => Path.Combine(Directory, name);

    /// <summary>A new directory in the temporary directory.</summary>
    public string NewDirectory(string name) => System.IO.Directory.CreateDirectory(PathOf(name)).FullName;

    /// <summary>Removes something in the temporary directory that is needed no more.</summary>
    public void Remove(string name)
    {
        if (System.IO.Directory.Exists(PathOf(name)))
        {
            System.IO.Directory.Delete(PathOf(name), true);
        }
        else
        {
            File.Delete(PathOf(name));
        }
    }
}

using System.IO.Compression;
using System.Text;

namespace ActorPipeline.Tests.Sources;

/// <summary>A directory that goes away with its test.</summary>
public sealed class TempFolder : IDisposable
{
    private const string MemoryFolder = "/dev/shm";

    // In memory where there is such a place: creating thousands of files on a disk takes seconds.
    public string Path { get; } = Directory.Exists(MemoryFolder)
        ? Directory.CreateDirectory(System.IO.Path.Join(MemoryFolder, $"sources-{Guid.NewGuid():N}")).FullName
        : Directory.CreateTempSubdirectory("sources-").FullName;

    public string At(string name) => System.IO.Path.Join(Path, name);

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        var path = At(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public string WriteGzip(string name, params string[] members) =>
        Write(name, [.. members.SelectMany(text => Gzip(Encoding.UTF8.GetBytes(text)))]);

    public static byte[] Gzip(byte[] bytes)
    {
        var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return target.ToArray();
    }

    public void Dispose() => Directory.Delete(Path, true);
}

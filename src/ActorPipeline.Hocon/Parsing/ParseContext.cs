using ActorPipeline.Hocon.Origins;

namespace ActorPipeline.Hocon.Parsing;

/// <summary>What a document and all files that it includes share: limits, and the chain of open files.</summary>
internal sealed class ParseContext(HoconParseOptions options)
{
    /// <summary>Charged for every source, so that empty files that include each other reach the limit too.</summary>
    private const int LengthPerSource = 64;

    private readonly List<string> _open = [];
    private long _length;

    public HoconParseOptions Options { get; } = options;

    /// <summary>The sources that an include statement names; none when the file may be missing and is.</summary>
    public IEnumerable<SourceText> Open(
        string name, SourceText including, bool required, bool isFile, Position position)
    {
        var files = IncludedFiles.Find(name, including.Directory, isFile, position);
        if (files.Count == 0 && required)
        {
            throw position.Error($"the required file \"{name}\" does not"
                + $" exist{IncludedFiles.Where(including.Directory)};"
                + " create it, or correct the name");
        }

        foreach (var path in files)
        {
            if (_open.Contains(path, StringComparer.Ordinal))
            {
                throw position.Error($"\"{name}\" includes itself ({string.Join(" -> ", _open)} -> {path}); remove"
                    + " one of the includes");
            }

            yield return Read(path, path, position);
        }
    }

    /// <summary>Reads a file, at most as much of it as may still be read.</summary>
    public SourceText Read(string path, string description, Position position)
    {
        try
        {
            var full = Path.GetFullPath(path);
            var source = new Source(description, path);
            using var stream = new FileStream(
                full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new MemoryStream();
            var buffer = new byte[16 * 1024];
            for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
            {
                bytes.Write(buffer.AsSpan(0, read));
                if (_length + bytes.Length > Options.MaxLength)
                {
                    throw TooLong(source.Start);
                }
            }

            var content = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
            return SourceText.Decode(source, content, Path.GetDirectoryName(full));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException
            or NotSupportedException)
        {
            throw new HoconException(position.ToOrigin(), $"cannot read \"{path}\": {Reason(path, e)}", e);
        }
    }

    private static string Reason(string path, Exception error) => error switch
    {
        _ when Directory.Exists(path) => "it is a directory; name a file in it",
        FileNotFoundException or DirectoryNotFoundException => "there is no such file; check the path",
        UnauthorizedAccessException => "permission denied; let this user read it",
        _ => error.Message,
    };

    public void Count(SourceText source)
    {
        _length += source.Text.Length + LengthPerSource;
        if (_length - LengthPerSource > Options.MaxLength)
        {
            throw TooLong(source.Source.Start);
        }
    }

    public void Enter(SourceText source, Position statement)
    {
        Count(source);
        if (_open.Count >= Options.MaxIncludeDepth)
        {
            throw statement.Error($"includes are nested deeper than {Options.MaxIncludeDepth} files; remove a cycle, or"
                + " raise the limit");
        }

        _open.Add(source.Source.File ?? source.Source.Description);
    }

    public void Leave() => _open.RemoveAt(_open.Count - 1);

    /// <summary>Notes the file that the document begins with, so that it is not included by itself.</summary>
    public void Begin(string path) => _open.Add(path);

    private HoconException TooLong(Position position) => position.Error(
        $"the document and its includes are longer than {Options.MaxLength} bytes; make it shorter, or raise the"
            + " limit");
}

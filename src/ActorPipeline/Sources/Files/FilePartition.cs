using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Sources.Files;

/// <summary>
/// Files one after the other, as one partition. <see cref="FilePosition"/> is the unit of its positions. Only the last
/// file may grow: once the next one was started, what is added before is not read.
/// </summary>
internal sealed class FilePartition : ISourcePartition, IDisposable
{
    private readonly IReadOnlyList<SourceFile> _files;
    private readonly LineFramer _lines;
    private long _bytesAhead;
    private FileContent? _content;
    private int _file;

    /// <summary>Creates the partition of these files, in the order of their indexes.</summary>
    public FilePartition(string name, IReadOnlyList<SourceFile> files, FilesSourceSpec spec)
    {
        Name = name;
        _files = files;
        _lines = new LineFramer(spec.BatchBytes, spec.MaxRecordBytes);
        foreach (var file in files)
        {
            _bytesAhead += file.RawBytes ?? 0;
        }
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public long? BytesLeft => Math.Max(0, _bytesAhead - (_content?.RawOffset ?? 0));

    /// <inheritdoc />
    public void Seek(long position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        var file = FilePosition.FileOf(position);
        var offset = FilePosition.OffsetOf(position);
        if (file >= _files.Count && position > 0)
        {
            throw new SourceException($"Position {offset} in file {file} of {Name} is past the {_files.Count} files "
                + "that the saved state names: the state is older than the position. Restore both from one backup, or "
                + "start afresh (--fresh).");
        }

        Start(file, offset);
        if (offset > 0)
        {
            // To find out now, not at the first read, that the position is gone. Thousands of partitions may be sought
            // before any is read: what is cheap to open again does not stay open.
            if (Open() is PlainContent)
            {
                Dispose();
            }
        }
        else if (file < _files.Count)
        {
            CheckPresent();
        }
    }

    /// <inheritdoc />
    public ReadResult Read(RecordBatch batch)
    {
        try
        {
            return ReadOn(batch);
        }
        catch (SourceException)
        {
            // What was read past the last batch is in nobody's hands now: a retry reads it again.
            Start(_file, _lines.Offset);
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _content?.Dispose();
        _content = null;
    }

    private ReadResult ReadOn(RecordBatch batch)
    {
        while (_file < _files.Count)
        {
            _content ??= Open();
            var result = _lines.Read(batch, _content);
            if (result == ReadResult.Idle)
            {
                // Amid a line that is very long; the rest of it is passed over by the next reads.
                return result;
            }

            if (result == ReadResult.Filled)
            {
                Locate(batch);
                if (_lines.IsAtEnd)
                {
                    // Closes the file now: it may be long until this partition's turn comes again.
                    Start(_file + 1, 0);
                }

                return ReadResult.Filled;
            }

            Start(_file + 1, 0);
        }

        return ReadResult.Ended;
    }

    private void Locate(RecordBatch batch)
    {
        if (batch.To > FilePosition.MaxOffset)
        {
            throw new SourceException($"{_files[_file].Entry.Path} has more than {FilePosition.MaxOffset} bytes of "
                + "content (1 TiB), the most that a position can tell apart. Split it.");
        }

        batch.From = FilePosition.Of(_file, batch.From);
        batch.To = FilePosition.Of(_file, batch.To);
    }

    private void Start(int file, long offset)
    {
        Dispose();
        for (; _file < file; _file++)
        {
            _bytesAhead -= _files[_file].RawBytes ?? 0;
        }

        _lines.Reset(offset, offset == 0);
    }

    private FileContent Open()
    {
        CheckPresent();
        var (entry, rawBytes) = (_files[_file].Entry, _files[_file].RawBytes!.Value);
        return _content = FileContent.Open(entry.Path, entry.Identity, rawBytes, _lines.Offset);
    }

    private void CheckPresent()
    {
        var file = _files[_file];
        if (file.RawBytes is null)
        {
            throw FileErrors.Gone(
                file.Entry.Path,
                FilePosition.Of(_file, _lines.Offset),
                FileProbe.FindRenamed(file.Entry.Path, file.Entry.Identity));
        }
    }
}

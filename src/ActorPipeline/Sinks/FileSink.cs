using System.Buffers;
using System.Diagnostics;
using ActorPipeline.Emission;
using ActorPipeline.Records;
using ActorPipeline.Sinks.Formats;
using Microsoft.Win32.SafeHandles;

namespace ActorPipeline.Sinks;

/// <summary>
/// Rows in a file, exactly once: the journal keeps the file's length, and opening cuts the file to it, so rows that
/// are delivered again are not there twice, and half a row never stays. The file belongs to one pipeline. It is
/// written in blocks of about 1 MiB, so the rows of a commit need no memory of their own; <see cref="Flush"/> syncs
/// it. The first opening takes a missing or an empty file only. Where the journal knows no state of the file yet,
/// flush right after opening and journal that: a crash before leaves an empty file, and one after knows it again.
/// </summary>
internal sealed class FileSink : ISink
{
    private const int BufferLength = 1 << 20;

    /// <summary>EINVAL, a Unix's answer to cutting what is no regular file.</summary>
    private const int InvalidArgument = 22;

    private readonly string _path;
    private readonly IRowFormat _format;
    private readonly bool _overwrite;
    private SafeFileHandle? _file;
    private FileSinkState? _flushed;
    private byte[] _buffer = [];
    private int _buffered;
    private long _written;

    /// <summary>Creates a sink; nothing is opened yet.</summary>
    /// <param name="path">The file; it and its directory are created when missing.</param>
    /// <param name="format">How rows are written.</param>
    /// <param name="overwrite">Whether a first opening may empty a file that is not empty (<c>--fresh</c>).</param>
    public FileSink(string path, IRowFormat format, bool overwrite = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(format);
        (_path, _format, _overwrite) = (path, format, overwrite);
    }

    /// <inheritdoc />
    public string Description => $"file {_path}";

    /// <inheritdoc />
    public bool IsExactlyOnce => true;

    /// <inheritdoc />
    public SinkProgress Open(SinkProgress journaled)
    {
        ArgumentNullException.ThrowIfNull(journaled);
        Debug.Assert(_file is null, "opened twice");
        try
        {
            if (journaled.State.IsEmpty)
            {
                OpenFirst();
            }
            else
            {
                OpenAgain(journaled.State.Span);
            }

            _flushed = FileSinkState.Of(_file!, _written);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw FileFaults.Translate(_path, "open", error);
        }

        _buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        return journaled;
    }

    /// <inheritdoc />
    public void Rehearse(SinkProgress journaled)
    {
        ArgumentNullException.ThrowIfNull(journaled);
        OutputPlace.Check(_path);
        try
        {
            if (!journaled.State.IsEmpty)
            {
                using var file = OpenKnown(journaled.State.Span, FileAccess.Read, out _);
            }
            else if (new FileInfo(_path) is { Exists: true, Length: var length })
            {
                RefuseForeign(length);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw FileFaults.Translate(_path, "open", error);
        }
    }

    /// <inheritdoc />
    public void Write(ShardId shard, long sequence, ResultBatch rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Debug.Assert(_file is not null, "not open");
        if (_written + _buffered == 0 && rows.RowCount > 0)
        {
            _format.Header.CopyTo(_buffer);
            _buffered = _format.Header.Length;
        }

        var row = 0;
        while (true)
        {
            row += _format.Write(rows, row, _buffer.AsSpan(_buffered), out var length);
            _buffered += length;
            if (row == rows.RowCount)
            {
                return;
            }

            if (_buffered > 0)
            {
                Drain();
            }
            else
            {
                GrowBuffer();
            }
        }
    }

    /// <inheritdoc />
    public ReadOnlyMemory<byte> Flush()
    {
        Debug.Assert(_file is not null, "not open");
        Drain();
        if (_written == _flushed!.Length)
        {
            return _flushed.Encoded;
        }

        try
        {
            RefuseWhenReplaced();
            RandomAccess.FlushToDisk(_file);
            _flushed = FileSinkState.Of(_file, _written);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw FileFaults.Translate(_path, "sync", error);
        }

        return _flushed.Encoded;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }
    }

    private void OpenFirst()
    {
        RefuseDirectory();
        if (Path.GetDirectoryName(_path) is { Length: > 0 } directory)
        {
            Directory.CreateDirectory(directory);
        }

        _file = OpenHandle(FileMode.OpenOrCreate, FileAccess.ReadWrite);
        RefuseForeign(RandomAccess.GetLength(_file));
        Cut(0);
    }

    private void OpenAgain(ReadOnlySpan<byte> journaled)
    {
        _file = OpenKnown(journaled, FileAccess.ReadWrite, out var length);
        Cut(length);
    }

    private void RefuseForeign(long length)
    {
        if (length > 0 && !_overwrite)
        {
            throw Mismatch($"it holds {length} bytes that this pipeline's journal knows nothing of. Move the file "
                + "away, name another one, or run with --fresh to start over and overwrite it");
        }
    }

    /// <summary>Opens the file that the journal has a note of; refuses one that is another.</summary>
    private SafeFileHandle OpenKnown(ReadOnlySpan<byte> journaled, FileAccess access, out long known)
    {
        const string wayOut = "Restore the file, or run with --fresh to start over";
        RefuseDirectory();
        var state = FileSinkState.Decode(journaled)
            ?? throw Mismatch("the journal's note about it is of another sink or version. Restore the sink that the "
                + "pipeline had, or run with --fresh to start over");
        if (!File.Exists(_path))
        {
            throw Mismatch($"it is missing; the journal has {state.Length} bytes of results in it. {wayOut}");
        }

        known = state.Length;
        var file = OpenHandle(FileMode.Open, access);
        var length = RandomAccess.GetLength(file);
        var problem = length < state.Length
            ? $"it has {length} bytes, less than the {state.Length} that the journal knows to be written: it was cut, "
                + "or is another file"
            : state.Matches(file) && (state.Length > 0 || BeginsLikeOurs(file, length)) ? null
            : "it is not the file that this pipeline wrote: its content was changed or replaced";
        if (problem is null)
        {
            return file;
        }

        file.Dispose();
        throw Mismatch($"{problem}. {wayOut}");
    }

    /// <summary>
    /// With no bytes journaled, a file that has some must at least look like what was being written, or like what a
    /// power loss leaves of that: zeros.
    /// </summary>
    private bool BeginsLikeOurs(SafeFileHandle file, long length)
    {
        var signature = _format.Signature;
        var start = new byte[Math.Min(length, signature.Length)];
        var read = RandomAccess.Read(file, start, 0);
        return signature.StartsWith(start.AsSpan(0, read).TrimEnd((byte)0));
    }

    // Who only looks does so beside a run that writes.
    private SafeFileHandle OpenHandle(FileMode mode, FileAccess access) => File.OpenHandle(
        _path, mode, access, access == FileAccess.Read ? FileShare.ReadWrite | FileShare.Delete
            : FileShare.Read | FileShare.Delete);

    /// <summary>Cuts the file even where it is as long already: that fails on what is no regular file.</summary>
    private void Cut(long length)
    {
        try
        {
            RandomAccess.SetLength(_file!, length);
        }
        catch (IOException error) when (error.HResult == InvalidArgument)
        {
            throw FileFaults.NotAFile(_path, error);
        }

        _written = length;
    }

    private void Drain()
    {
        try
        {
            RandomAccess.Write(_file!, _buffer.AsSpan(0, _buffered), _written);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            TryCutHalfRow();
            throw FileFaults.Translate(_path, "write", error);
        }

        _written += _buffered;
        _buffered = 0;
    }

    /// <summary>Readers see whole rows even before the next opening, which repairs it where this fails.</summary>
    private void TryCutHalfRow()
    {
        try
        {
            RandomAccess.SetLength(_file!, _written);
        }
        catch (IOException)
        {
        }
    }

    private void GrowBuffer()
    {
        if (_buffer.Length >= Array.MaxLength / 2)
        {
            throw new SinkException(
                $"Can't write the file {_path}: a single row may need more than {_buffer.Length} bytes. Lower "
                + "decode.max-record-bytes, or make the keys of the pipeline shorter.",
                SinkFault.Denied);
        }

        var larger = ArrayPool<byte>.Shared.Rent(2 * _buffer.Length);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    /// <summary>A file that was removed, rotated or written by another would lose rows without a trace.</summary>
    private void RefuseWhenReplaced()
    {
        var current = new FileInfo(_path);
        if (!current.Exists || current.Length != _written)
        {
            throw Mismatch("it was removed, replaced or written by another program while the pipeline ran. Restore the "
                + "file and start again, or run with --fresh to start over");
        }
    }

    private void RefuseDirectory()
    {
        if (Directory.Exists(_path))
        {
            throw FileFaults.NotAFile(_path);
        }
    }

    private SinkException Mismatch(string reason) =>
        new($"Can't continue the file {_path}: {reason}.", SinkFault.Mismatch);
}

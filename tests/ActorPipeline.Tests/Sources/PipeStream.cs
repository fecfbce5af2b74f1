using System.Collections.Concurrent;

namespace ActorPipeline.Tests.Sources;

/// <summary>A stream whose reads wait until the test writes, ends or breaks it; and which counts its reads.</summary>
public sealed class PipeStream : Stream
{
    private readonly BlockingCollection<object> _pieces = [];
    private readonly SemaphoreSlim _asked = new(0);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public void End() => _pieces.Add(Array.Empty<byte>());

    public void Break(Exception error) => _pieces.Add(error);

    /// <summary>Waits until the reader has asked once more; so everything before was handed over.</summary>
    public bool WaitForRead(int timeoutMs = 10_000) => _asked.Wait(timeoutMs);

    public override int Read(byte[] buffer, int offset, int count)
    {
        _asked.Release();
        var piece = _pieces.Take();
        if (piece is Exception error)
        {
            throw error;
        }

        var bytes = (byte[])piece;
        Assert.True(bytes.Length <= count, "Tests write small pieces.");
        bytes.CopyTo(buffer, offset);
        return bytes.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => _pieces.Add(buffer[offset..(offset + count)]);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

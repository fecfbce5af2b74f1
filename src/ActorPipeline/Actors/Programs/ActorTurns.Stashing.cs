using System.Text;

namespace ActorPipeline.Actors;

/// <summary>Messages that are put aside, by an actor or because it rests, and come again.</summary>
internal sealed partial class ActorTurns<TMessage, TEvent, TState>
{
    private const int MaxUnstashed = 100_000;

    private bool _isUnstashing;
    private int _unstashLeft;

    private int StashCount(int ordinal) =>
        _memory.PageOf(ordinal).Extras(ordinal & ActorPage.Mask)?.StashCount ?? 0;

    /// <summary>
    /// Writes a message that is to be put aside, before anything of it has happened; false when there is no room: then
    /// it is a dead letter, and nothing happens.
    /// </summary>
    private bool CanPutAside(in Delivery<TMessage> delivery, out byte[]? message)
    {
        var count = StashCount(delivery.Ordinal);
        if (count < _definition.StashSize)
        {
            message = _definition.Encode(delivery.Message);
            return true;
        }

        message = null;
        var reason = $"its actor has put {count} messages aside, as many as it may";
        Bury(delivery, reason, new InvalidOperationException(reason));
        return false;
    }

    /// <summary>Puts a message aside that the actor has not seen, or has failed at; else it is a dead letter.</summary>
    private bool TryPutAside(in Delivery<TMessage> delivery, int kind, int attempts)
    {
        try
        {
            if (CanPutAside(delivery, out var message))
            {
                PutAside(delivery, kind, attempts, message!);
                return true;
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Bury(delivery, $"it can't be put aside: {failure.GetType().Name}: {failure.Message}", failure);
        }

        return false;
    }

    /// <summary>Puts a message aside, before or behind the others.</summary>
    private void PutAside(in Delivery<TMessage> delivery, int kind, int attempts, byte[] message)
    {
        _payload.Truncate(0);
        ActorExtras.WriteStashed(_payload, new StashedMessage(
            delivery.Partition, delivery.Position, delivery.TimeUs, attempts, message,
            delivery.Request?.ExpectedVersion, null));
        AddFact(delivery.Ordinal, kind, delivery.TimeUs, _payload.Written, delivery.Request);
    }

    /// <summary>
    /// Handles the first messages that were put aside, until the actor rests or is stopped. One of them may ask for
    /// that again: then those that were put aside once more come too.
    /// </summary>
    private void Unstash(int ordinal, int count)
    {
        _unstashLeft = count;
        if (_isUnstashing)
        {
            return;
        }

        _isUnstashing = true;
        var extras = _memory.PageOf(ordinal).ExtrasOf(ordinal & ActorPage.Mask);
        try
        {
            for (var turns = 0; _unstashLeft > 0 && extras.StashCount > 0; turns++)
            {
                if (!extras.IsActive)
                {
                    return;
                }

                if (turns == MaxUnstashed)
                {
                    var timeUs = extras.FirstStashed.TimeUs;
                    Stop(ordinal, timeUs, "it puts its messages aside without end");
                    return;
                }

                _unstashLeft--;
                UnstashFirst(ordinal, extras.FirstStashed);
            }
        }
        finally
        {
            _isUnstashing = false;
        }
    }

    private void UnstashFirst(int ordinal, StashedMessage first)
    {
        AddFact(ordinal, FactKind.Unstashed, first.TimeUs, default);
        var version = _memory.PageOf(ordinal).Versions[ordinal & ActorPage.Mask];
        if (first.ExpectedVersion is { } expected && expected != version)
        {
            // After a crash nobody waits for the answer any more; the message is for that version all the same.
            var conflict = new VersionConflictException(expected, version);
            if (first.Request is { } asked)
            {
                _output.Answer(asked, null, conflict);
            }
            else
            {
                _output.Bury(first.Partition, first.Position, conflict.Message, first.Message);
            }

            return;
        }

        var delivery = new Delivery<TMessage>(
            ordinal, default!, first.TimeUs, None, first.Partition, first.Position, first.Attempts, first.Request);
        if (TryRead(ref delivery, first.Message))
        {
            Run(delivery);
        }
    }

    /// <summary>
    /// Stops an actor. What it has put aside waits until it is resumed; whoever waits for an answer is told now.
    /// </summary>
    private void Stop(int ordinal, long timeUs, string reason)
    {
        AddFact(ordinal, FactKind.Stopped, timeUs, Encoding.UTF8.GetBytes(reason));
        foreach (var request in _memory.PageOf(ordinal).ExtrasOf(ordinal & ActorPage.Mask).ReleaseRequests())
        {
            if (request is not null)
            {
                _output.Answer(request, null, new ActorStoppedException(reason));
            }
        }
    }

    /// <summary>Whether a request is for another version of the actor; then it is answered.</summary>
    private bool IsRefused(ActorRequest? request, long version)
    {
        if (request?.ExpectedVersion is not { } expected || expected == version)
        {
            return false;
        }

        _output.Answer(request, null, new VersionConflictException(expected, version));
        return true;
    }

    /// <summary>Reads a message that was journaled; one that can't be read any more is a dead letter.</summary>
    private bool TryRead(ref Delivery<TMessage> delivery, byte[] bytes)
    {
        try
        {
            delivery = delivery with { Message = _definition.MessageCodec.Read(bytes) };
            return true;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            var detail = $"it can't be read: {failure.GetType().Name}: {failure.Message}";
            if (delivery.Request is { } request)
            {
                _output.Answer(request, null, failure);
            }
            else
            {
                _output.Bury(delivery.Partition, delivery.Position, detail, bytes);
            }

            return false;
        }
    }
}

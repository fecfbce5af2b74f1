using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ActorPipeline.Actors;

/// <summary>Messages that are put aside, and those who wait for their answers.</summary>
internal sealed partial class ActorTurns<TMessage, TEvent, TState>
{
    // Those whose message is put aside: they are known nowhere else, and must be told when the state is given up.
    private readonly HashSet<ActorRequest> _waiting = [];

    private bool _isUnstashing;
    private int _left;

    /// <summary>The state is given up, because a program threw amid a turn: who waits for an answer is told.</summary>
    public void Abandon(Exception cause)
    {
        foreach (var request in _waiting)
        {
            request.Fail(cause);
        }

        _waiting.Clear();
    }

    /// <summary>Puts a message aside, before or behind the others; one too many is a dead letter.</summary>
    private void PutAside(in Delivery<TMessage> delivery, int kind, int attempts)
    {
        var extras = _memory.PageOf(delivery.Ordinal).ExtrasOf(delivery.Ordinal & ActorPage.Mask);
        if (extras.StashCount >= _definition.StashSize)
        {
            var reason = $"its actor has put {extras.StashCount} messages aside, as many as it may";
            Bury(delivery, reason, new InvalidOperationException(reason));
            return;
        }

        _payload.Truncate(0);
        ActorExtras.WriteStashed(_payload, new StashedMessage(
            delivery.Partition, delivery.Position, delivery.TimeUs, attempts, Encode(delivery.Message), null));
        AddFact(delivery.Ordinal, kind, delivery.TimeUs, _payload.Written, delivery.Request);
        if (delivery.Request is { } request)
        {
            _waiting.Add(request);
        }
    }

    /// <summary>
    /// Handles what was put aside up to now, until the actor rests or is stopped. A message that is handled so and asks
    /// for the same only says how far to go on: nothing here is as deep as the number of messages.
    /// </summary>
    private void Unstash(int ordinal)
    {
        var extras = _memory.PageOf(ordinal).ExtrasOf(ordinal & ActorPage.Mask);
        _left = extras.StashCount;
        if (_isUnstashing)
        {
            return;
        }

        _isUnstashing = true;
        for (var most = extras.StashCount + MaxFired; _left > 0 && extras.StashCount > 0; most--)
        {
            if (extras.RestingUntilUs != 0 || extras.StoppedBecause is not null)
            {
                break;
            }

            if (most == 0)
            {
                Stop(ordinal, extras.FirstStashed.TimeUs, "it puts messages aside and takes them back without end");
                break;
            }

            _left--;
            TakeFirst(ordinal, extras.FirstStashed);
        }

        _isUnstashing = false;
    }

    private void TakeFirst(int ordinal, StashedMessage first)
    {
        AddFact(ordinal, FactKind.Unstashed, first.TimeUs, default);
        if (IsRefused(first.Request, _memory.PageOf(ordinal).Versions[ordinal & ActorPage.Mask]))
        {
            return;
        }

        if (TryRead(first.Message, out var message, out var detail))
        {
            Run(new Delivery<TMessage>(
                ordinal, message, first.TimeUs, None, first.Partition, first.Position, first.Attempts, first.Request));
        }
        else if (first.Request is { } request)
        {
            Answer(request, null, new InvalidOperationException(detail));
        }
        else
        {
            _output.Bury(first.Partition, first.Position, detail, first.Message);
        }
    }

    /// <summary>Reads a message that was journaled, maybe by an older program.</summary>
    private bool TryRead(
        ReadOnlySpan<byte> bytes, [MaybeNullWhen(false)] out TMessage message, [NotNullWhen(false)] out string? detail)
    {
        try
        {
            (message, detail) = (_definition.MessageCodec.Read(bytes), null);
            return true;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            (message, detail) = (default, $"it can't be read any more: {failure.Message}");
            return false;
        }
    }

    /// <summary>Stops an actor. What it has put aside is not handled now: whoever waits for that is told.</summary>
    private void Stop(int ordinal, long timeUs, string reason)
    {
        AddFact(ordinal, FactKind.Stopped, timeUs, Encoding.UTF8.GetBytes(reason));
        foreach (var request in _memory.PageOf(ordinal).ExtrasOf(ordinal & ActorPage.Mask).ReleaseRequests())
        {
            if (request is not null)
            {
                Answer(request, null, new ActorStoppedException(reason));
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

        Answer(request, null, new VersionConflictException(expected, version));
        return true;
    }

    private void Answer(ActorRequest request, object? reply, Exception? failure = null)
    {
        _waiting.Remove(request);
        _output.Answer(request, reply, failure);
    }
}

using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;
using ActorPipeline.Runtime.Persistence.Ledgers;
using ActorPipeline.Runtime.Persistence.Plugins;
using Akka.Actor;
using static ActorPipeline.Runtime.Persistence.JournalProtocol;

namespace ActorPipeline.Runtime.Persistence;

/// <summary>
/// Named values: the last event of <c>PIPELINE/value/NAME</c>. Of two who write at once, one has the number and the
/// other writes after it. One request at a time.
/// </summary>
internal sealed class ValueLedger : UntypedActor, IWithStash
{
    /// <summary>How often it is tried again to write after somebody else has, or to read what has just gone.</summary>
    private const int MostTries = 5;

    private readonly LedgerIds _ids;
    private readonly PluginRefs _plugins;
    private readonly string _description;
    private IActorRef _asker = ActorRefs.Nobody;
    private string _name = "";
    private string _id = "";
    private ReadOnlyMemory<byte>? _value;
    private int _tries;

    public ValueLedger(LedgerIds ids, PluginRefs plugins, string description) =>
        (_ids, _plugins, _description) = (ids, plugins, description);

    /// <inheritdoc />
    public IStash Stash { get; set; } = null!;

    /// <summary>The values of a pipeline.</summary>
    public static Props Props(LedgerIds ids, PluginRefs plugins, string description) =>
        Akka.Actor.Props.Create(() => new ValueLedger(ids, plugins, description));

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ReadValue read:
                Begin(read.Name, null);
                break;
            case WriteValue write:
                Begin(write.Name, write.Value);
                break;
            case PluginReply:
                // Of the deletion of what was there before.
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Busy(object message)
    {
        if (message is PluginReply { Tag: Action<PluginAnswer> then } reply)
        {
            then(reply.Answer);
        }
        else
        {
            Stash.Stash();
        }
    }

    private void Begin(string name, ReadOnlyMemory<byte>? value)
    {
        (_asker, _name, _value, _tries) = (Sender, name, value, 0);
        try
        {
            _id = _ids.Value(name);
        }
        catch (ArgumentException tooLong)
        {
            _asker.Tell(new ValueFailed(name, JournalFault.Incompatible, tooLong.Message));
            return;
        }

        Become(Busy);
        Try();
    }

    private void Try()
    {
        if (++_tries > MostTries)
        {
            End(new ValueFailed(
                _name, JournalFault.Busy, $"{_description}: somebody else keeps writing the value {_name}"));
            return;
        }

        Call(new PluginRequest.Highest(_id), answer =>
        {
            var highest = ((PluginAnswer.Highest)answer).Number;
            if (_value is { } value)
            {
                Write(highest + 1, value);
            }
            else if (highest == 0)
            {
                End(new ValueRead(_name, null));
            }
            else
            {
                Read(highest, End, Try);
            }
        });
    }

    private void Write(long number, ReadOnlyMemory<byte> value)
    {
        var bytes = RecordFrame.OfValue(number).Wrap(value.Span);
        Context.ActorOf(PluginCall.Props(
            _plugins, (Action<PluginAnswer>)OnWritten, new PluginRequest.Write(_id, number, bytes)));

        void OnWritten(PluginAnswer answer)
        {
            if (answer is PluginAnswer.Done)
            {
                Written(number);
            }
            else
            {
                // It may be there all the same.
                Read(
                    number,
                    read =>
                    {
                        if (read.Value.GetValueOrDefault().Span.SequenceEqual(value.Span))
                        {
                            Written(number);
                        }
                        else
                        {
                            Try();
                        }
                    },
                    Try);
            }
        }
    }

    private void Written(long number)
    {
        if (number > 1)
        {
            // What stays because this fails goes with the next one.
            Context.ActorOf(PluginCall.Props(
                _plugins, (Action<PluginAnswer>)(_ => { }), new PluginRequest.Delete(_id, number - 1)));
        }

        End(new ValueWritten(_name));
    }

    private void Read(long number, Action<ValueRead> then, Action missing) =>
        Call(new PluginRequest.Read(_id, number, number), answer =>
        {
            if (((PluginAnswer.Events)answer).Found is not [var (_, bytes)])
            {
                missing();
                return;
            }

            try
            {
                var value = RecordFrame.OfValue(number).Open(bytes);
                then(new ValueRead(_name, value.IsEmpty ? (ReadOnlyMemory<byte>?)null : value));
            }
            catch (FormatDamageException damage)
            {
                End(new ValueFailed(
                    _name, JournalFault.Corrupt,
                    $"{_description}: {_id} is damaged: {damage.Message}; restore the database from a backup"));
            }
        });

    private void Call(PluginRequest request, Action<PluginAnswer> then) => Context.ActorOf(PluginCall.Props(
        _plugins,
        (Action<PluginAnswer>)(answer =>
        {
            if (answer is PluginAnswer.Failed failed)
            {
                End(new ValueFailed(_name, JournalFault.Unavailable, $"{_description}: {failed.Cause}"));
            }
            else
            {
                then(answer);
            }
        }),
        request));

    private void End(object result)
    {
        _asker.Tell(result);
        Become(OnReceive);
        Stash.UnstashAll();
    }
}

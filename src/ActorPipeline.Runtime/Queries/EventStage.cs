using ActorPipeline.Events;
using ActorPipeline.Journal;
using Akka.Streams;
using Akka.Streams.Stage;

namespace ActorPipeline.Runtime.Queries;

/// <summary>
/// Events as a stream: what a cursor gives, read when there is demand. Live, it waits for more where there is none; it
/// is woken by this process's commits, and looks by itself now and then, by its own timer, for those of others. A
/// journal that is away is waited for as well. Without, it ends. What can't be read fails it, with the reader's own
/// exception.
/// </summary>
/// <typeparam name="TEvent">What the actors journal.</typeparam>
/// <param name="open">
/// Gives the first events, and the cursor that goes on behind them; called when the stream starts.
/// </param>
/// <param name="poll">How often it looks for commits of others; null for a stream that ends.</param>
internal sealed class EventStage<TEvent>(
    Func<(IReadOnlyList<StoredEvent<TEvent>> First, EventCursor<TEvent>? Next)> open, TimeSpan? poll)
    : GraphStage<SourceShape<StoredEvent<TEvent>>>
    where TEvent : notnull
{
    private readonly Outlet<StoredEvent<TEvent>> _out = new("events");

    /// <inheritdoc />
    public override SourceShape<StoredEvent<TEvent>> Shape => new(_out);

    /// <inheritdoc />
    protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) => new Logic(this, open, poll);

    private sealed class Logic : TimerGraphStageLogic
    {
        private const string Look = "look";

        private readonly Outlet<StoredEvent<TEvent>> _out;
        private readonly Func<(IReadOnlyList<StoredEvent<TEvent>> First, EventCursor<TEvent>? Next)> _open;
        private readonly TimeSpan? _poll;
        private readonly Action _wake;
        private IReadOnlyList<StoredEvent<TEvent>> _events = [];
        private EventCursor<TEvent>? _next;
        private Task? _heard;
        private bool _isOpen;
        private int _at;

        public Logic(
            EventStage<TEvent> stage,
            Func<(IReadOnlyList<StoredEvent<TEvent>> First, EventCursor<TEvent>? Next)> open,
            TimeSpan? poll)
            : base(stage.Shape)
        {
            (_out, _open, _poll) = (stage._out, open, poll);
            _wake = GetAsyncCallback(Continue);
            SetHandler(_out, onPull: Continue);
        }

        protected override void OnTimer(object timerKey) => Continue();

        private void Continue()
        {
            if (!IsAvailable(_out))
            {
                return;
            }

            try
            {
                if (_at < _events.Count || TryRead())
                {
                    Push(_out, _events[_at++]);
                }
                else if (_poll is null)
                {
                    CompleteStage();
                }
                else
                {
                    Wait(_poll.Value);
                }
            }
            catch (JournalException away) when (away.IsTransient && _poll is not null)
            {
                Wait(_poll.Value);
            }
            catch (Exception failure)
            {
                FailStage(failure);
            }
        }

        private bool TryRead()
        {
            _at = 0;
            if (_isOpen)
            {
                _events = _next?.Read() ?? [];
                return _events.Count > 0;
            }

            (_events, _next) = _open();
            _isOpen = true;
            return _events.Count > 0 || TryRead();
        }

        private void Wait(TimeSpan poll)
        {
            ScheduleOnce(Look, poll);
            if (_next?.Committed is { } committed && committed != _heard)
            {
                _heard = committed;
                committed.ContinueWith(
                    static (_, wake) => ((Action)wake!)(), _wake, CancellationToken.None,
                    TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
        }
    }
}

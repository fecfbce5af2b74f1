using Akka.Actor;

namespace ActorPipeline.TestKit.Stepping.SelfTest;

/// <summary>Writes down the numbers that it is told; told a time, it sets a timer, which is a number too.</summary>
internal sealed class Scribe(List<int> log) : UntypedActor, IWithTimers
{
    /// <inheritdoc />
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>One that writes into this list.</summary>
    public static Props Props(List<int> log) => Akka.Actor.Props.Create<Scribe>(log);

    /// <inheritdoc />
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case int number:
                log.Add(number);
                break;
            case TimeSpan delay:
                Timers.StartSingleTimer(nameof(Scribe), -1, delay);
                break;
            default:
                Unhandled(message);
                break;
        }
    }
}

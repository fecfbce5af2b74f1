using ActorPipeline.Actors;

namespace Samples.Tests.RateLimiter;

/// <summary>
/// A client's bucket of tokens, which fills with time: five a second, five at most. Answers whether a call may go on. A
/// refusal changes nothing, so it is not journaled. A client that is not seen for an hour is forgotten.
/// </summary>
internal sealed class Bucket : EventSourcedActor<Bucket.Take, Bucket.Taken, Bucket.Level>
{
    private const double Most = 5;
    private const double PerSecond = 5;

    public override Level NewState() => new(Most, 0);

    public override Effects Receive(Take message, Level state, Context context)
    {
        var tokens = state.At(context.TimeUs);
        return tokens < message.Tokens
            ? context.Reply(false)
            : context.Persist(new Taken(message.Tokens, context.TimeUs))
                .SetTimerAfter("idle", TimeSpan.FromHours(1))
                .Reply(true);
    }

    public override Effects OnTimer(string timer, Level state, Context context) => context.Forget();

    public override Level Apply(Level state, Taken @event) =>
        new(state.At(@event.AtUs) - @event.Tokens, @event.AtUs);

    public override void Define(Definition actor) => actor
        .Event("taken", BucketJson.Default.Taken)
        .State(BucketJson.Default.Level);

    internal sealed record Take(int Tokens);

    internal sealed record Taken(int Tokens, long AtUs);

    internal sealed record Level(double Tokens, long SinceUs)
    {
        public double At(long timeUs) => Math.Min(Most, Tokens + (PerSecond * Math.Max(0, timeUs - SinceUs) / 1e6));
    }
}

using ActorPipeline.Actors;
using ActorPipeline.TestKit.Simulation.Nodes;
using ActorPipeline.TestKit.Simulation.Scripted;

namespace ActorPipeline.TestKit.Simulation;

/// <summary>
/// A client outside all nodes: it tells each of some actors its messages, one after the other, and again where it does
/// not know what became of one. The version that it expects of the actor makes that harmless. What it was answered it
/// holds the engine to.
/// </summary>
internal sealed class Asker
{
    private const int MaxPatience = 600;

    private readonly Random _random;
    private readonly bool _canFail;
    private readonly bool _expectsVersions;
    private readonly List<Talk> _talks;

    /// <param name="actors">What it has to tell; actors that failures stop it spares.</param>
    /// <param name="random">Draws whom it tells when, and for how long it waits.</param>
    /// <param name="expectsVersions">Whether it says which version it expects; else it counts things twice.</param>
    public Asker(ActorCase actors, Random random, bool expectsVersions)
    {
        (_random, _canFail, _expectsVersions) = (random, !actors.Traits.IsStopping, expectsVersions);
        _talks = [.. actors.Accounts.Select(a => new Talk(a))];
    }

    /// <summary>Messages that were answered.</summary>
    public long Answers { get; private set; }

    /// <summary>The step at which it was answered last, the first if never.</summary>
    public int HeardAt { get; private set; }

    /// <summary>Whether all has been told, and is known to be counted.</summary>
    public bool IsDone => _talks.TrueForAll(t => t.IsDone);

    /// <summary>Tells somebody something, or looks whether there is an answer.</summary>
    /// <param name="now">The present step.</param>
    /// <param name="nodes">All nodes; it asks any that is up, which may have been taken over.</param>
    public void Step(int now, SimulatedNode[] nodes)
    {
        var talk = _talks[_random.Next(_talks.Count)];
        if (talk.Answer is not null)
        {
            Listen(talk, now);
            return;
        }

        var up = Array.FindAll(nodes, n => n.IsUp);
        if (!talk.IsDone && up.Length > 0)
        {
            Tell(talk, now, up[_random.Next(up.Length)]);
        }
    }

    private void Tell(Talk talk, int now, SimulatedNode node)
    {
        var amount = talk.Account.Amounts[talk.Next];
        var what = talk.Version is null ? Deed.Look
            : _canFail && _random.Next(6) == 0 ? Deed.BadAsk
            : Deed.Ask;
        talk.Answer = node.Send(
            talk.Account.Key, new Told(what, talk.Next, amount), _expectsVersions ? talk.Version : null);
        if (talk.Answer is not null)
        {
            (talk.What, talk.Until, talk.Node, talk.Opening) =
                (what, now + _random.Next(10, MaxPatience), node, node.Opening);
            talk.WasTold |= what == Deed.Ask;
        }
    }

    private void Listen(Talk talk, int now)
    {
        var answer = talk.Answer!;
        var isGone = !talk.Node!.IsUp || talk.Node.Opening != talk.Opening;
        if (!answer.IsCompleted ? now < talk.Until : !isGone || _random.Next(2) == 0)
        {
            if (!answer.IsCompleted)
            {
                return;
            }

            HeardAt = answer.IsCompletedSuccessfully ? now : HeardAt;
            Hear(talk, answer);
        }
        else
        {
            // It came too late, or its node died while it was on its way: what it said is not known.
            Doubt(talk);
        }

        talk.Answer = null;
    }

    private void Hear(Talk talk, Task<object?> answer)
    {
        if (answer.Exception?.InnerException is { } failure)
        {
            Holds(
                talk, failure is VersionConflictException or RegionClosedException || talk.What == Deed.BadAsk,
                $"failed: {failure}");
            if (failure is RegionClosedException)
            {
                Doubt(talk);
            }
            else
            {
                talk.Version = null;
            }

            return;
        }

        Holds(talk, talk.What != Deed.BadAsk, "was answered, though the actor failed at it");
        var (version, asks) = (Answered)answer.Result!;
        Holds(talk, asks >= talk.Next, $"found {asks} messages, but {talk.Next} had been answered: one is lost");
        var isCounted = asks > talk.Next;
        Holds(
            talk, asks == (isCounted ? talk.Next + 1 : talk.Next) && (talk.WasTold || !isCounted),
            $"found {asks} messages, but only {talk.Next} had been answered: one was counted twice");
        Holds(talk, isCounted || talk.What == Deed.Look, "was answered, but not counted");
        talk.Version = version;
        if (isCounted)
        {
            talk.Next++;
            talk.WasTold = false;
            Answers++;
        }
    }

    /// <summary>It looks how far the actor is, or tells the same again.</summary>
    private void Doubt(Talk talk) => talk.Version = _random.Next(2) == 0 ? null : talk.Version;

    private static void Holds(Talk talk, bool condition, string otherwise) => PipelineTestException.ThrowUnless(
        condition, $"a client's message {talk.What} {talk.Next} to {talk.Account.Key} {otherwise}");

    /// <summary>How far the client has come with an actor.</summary>
    private sealed class Talk(Account account)
    {
        public Account Account => account;

        /// <summary>The message that is next to be counted.</summary>
        public int Next { get; set; }

        public bool IsDone => Next == account.Amounts.Count;

        /// <summary>Whether that message was told before, so that it may be counted any time.</summary>
        public bool WasTold { get; set; }

        /// <summary>The actor's version; null where it is not known.</summary>
        public long? Version { get; set; }

        /// <summary>The answer that is waited for; null for none.</summary>
        public Task<object?>? Answer { get; set; }

        public Deed What { get; set; }

        /// <summary>Until which step it is waited for.</summary>
        public int Until { get; set; }

        public SimulatedNode? Node { get; set; }

        public long Opening { get; set; }
    }
}

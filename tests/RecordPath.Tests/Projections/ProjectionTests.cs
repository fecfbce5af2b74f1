using System.Globalization;
using ActorPipeline.Events;
using ActorPipeline.Sql;
using ActorPipeline.TestKit;
using ActorPipeline.TestKit.Stepping;
using Microsoft.Data.Sqlite;
using RecordPath.Tests.Actors;
using RecordPath.Tests.Crash;
using RecordPath.Tests.Events;

namespace RecordPath.Tests.Projections;

/// <summary>Events in SQL tables, with the position in the same transaction: each once, whatever dies when.</summary>
public sealed class ProjectionTests : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly ManualClock _clock = new();
    private readonly CancellationTokenSource _stop = new();
    private int _left;

    [Fact]
    public async Task Events_are_projected_once_although_it_dies_between_any_two_steps()
    {
        var world = World(records: 9);
        var steps = 0;
        await Run("whole", world, _ => steps++);
        Assert.True(steps > 9, $"{steps} steps");
        for (var dies = 1; dies <= steps; dies++)
        {
            var left = dies;
            await Assert.ThrowsAsync<DivideByZeroException>(() => Run(
                $"crash-{dies}", world, _ => Die(--left == 0)));
            await Run($"crash-{dies}", world, _ => { });
            Assert.Equal(Read("whole"), Read($"crash-{dies}"));
        }
    }

    [Fact]
    public async Task It_dies_again_and_again_and_comes_to_the_end()
    {
        var world = World(records: 40);
        await Run("whole", world, _ => { });
        Assert.Equal(40, Read("whole").Count);
        for (var lives = 5; ; lives++)
        {
            var left = lives;
            try
            {
                await Run("again", world, _ => Die(--left == 0));
                break;
            }
            catch (DivideByZeroException)
            {
                Assert.True(lives < 1_000, "it never comes to the end");
            }
        }

        Assert.Equal(Read("whole"), Read("again"));
    }

    [Fact]
    public async Task What_happens_after_it_has_caught_up_is_projected_too()
    {
        var world = World(records: 5);
        using var host = world.Open();
        (var projection, _left) = (Projection("live", host.Host.Events<Noted>(), Insert), 12);
        var run = projection.RunAsync(_stop.Token);
        Assert.Equal(ProjectionState.Live, projection.Status.State);
        foreach (var record in Histories.Persisting(5, 7))
        {
            world.Inputs[0].Add(record);
        }

        host.RunToEnd();
        await run;
        Assert.Equal(12, Read("live").Count);
        Assert.Equal(ProjectionState.Ended, projection.Status.State);
        Assert.Equal(12, projection.Status.Events);
    }

    [Fact]
    public async Task A_target_that_is_locked_is_waited_for()
    {
        var world = World(records: 6);
        await Run("locked", world, _ => { });
        world.RunToEnd(world.Plan, Histories.Persisting(6, 6));
        using var other = new SqliteConnection($"Data Source={PathOf("locked")};Pooling=False");
        other.Open();
        Execute(other, "BEGIN EXCLUSIVE");

        (var projection, _left) = (Projection("locked", Store(world), Insert), 6);
        var run = projection.RunAsync(_stop.Token);
        Assert.Equal(ProjectionState.Waiting, projection.Status.State);
        Assert.Contains("locked", projection.Status.Reason, StringComparison.Ordinal);

        Execute(other, "COMMIT");
        _clock.Advance(TimeSpan.FromSeconds(1));
        await run;
        Assert.Equal(12, Read("locked").Count);
    }

    [Fact]
    public async Task A_poison_event_stops_it_behind_all_before_and_it_goes_on_when_that_is_mended()
    {
        var world = World(records: 9);
        var poison = Store(world).ReadActor("k0")[1];
        var projection = Projection("poison", Store(world), (@event, transaction) =>
        {
            Insert(@event, transaction);
            Die(@event == poison);
        });
        var fault = await Assert.ThrowsAsync<PoisonEventException>(() => projection.RunAsync(_stop.Token));
        Assert.Equal((poison.Shard, poison.Commit, poison.Index), (fault.Shard, fault.Commit, fault.Index));
        Assert.IsType<DivideByZeroException>(fault.InnerException);
        Assert.Equal(
            $"projection 'poison' can't project 'noted' of actor 'k0' (shard {poison.Shard}, commit {poison.Commit}, "
            + $"event {poison.Index}): DivideByZeroException: Attempted to divide by zero.; mend the handler and start "
            + "it again, it goes on with that event", fault.Message);
        Assert.Equal((ProjectionState.Stopped, fault.Message), (projection.Status.State, projection.Status.Reason));
        var before = Store(world).ReadShard(poison.Shard, default).TakeWhile(e => e != poison).Select(Row);
        Assert.Equal(before.Order(), Read("poison").Where(row => row[0] == $"{poison.Shard}"[0]).Order());

        await Run("poison", world, _ => { });
        await Run("whole", world, _ => { });
        Assert.Equal(Read("whole"), Read("poison"));
    }

    [Fact]
    public async Task A_handler_that_violates_a_constraint_is_poison_and_not_waited_for()
    {
        var world = World(records: 1);
        var projection = Projection("constraint", Store(world), (_, transaction) =>
        {
            Execute(transaction.Connection!, "CREATE TABLE one (n INTEGER PRIMARY KEY); INSERT INTO one VALUES (1)");
            Execute(transaction.Connection!, "INSERT INTO one VALUES (1)");
        });
        await Assert.ThrowsAsync<PoisonEventException>(() => projection.RunAsync(_stop.Token));
    }

    [Fact]
    public async Task Of_two_that_run_at_once_one_waits_and_no_event_is_projected_twice()
    {
        var world = World(records: 9);
        var other = Projection("twice", Store(world), Insert);
        Task? otherRun = null;
        (var projection, _left) = (Projection("twice", Store(world), Insert, step =>
        {
            if (step == ProjectionStep.Committed)
            {
                otherRun ??= other.RunAsync(_stop.Token);
            }
        }), 9);
        var run = projection.RunAsync(CancellationToken.None);
        Assert.Equal(ProjectionState.Waiting, projection.Status.State);
        Assert.Contains("another process runs projection", projection.Status.Reason, StringComparison.Ordinal);
        Assert.Equal(9, Read("twice").Distinct().Count());
        Assert.Equal(9, Read("twice").Count);
        await otherRun!;
        Assert.False(run.IsCompleted);
    }

    [Fact]
    public async Task It_begins_where_it_is_told_to_and_refuses_what_is_not_there()
    {
        var world = Histories.NewWorld(Histories.Plan(retains: false));
        world.RunToEnd(world.Plan, Histories.Persisting(0, 200));
        world.RunToEnd(Histories.Plan(), Histories.Persisting(200, 10));
        var fromStart = Projection("start", Store(world), Insert);
        await Assert.ThrowsAsync<EventsTrimmedException>(() => fromStart.RunAsync(_stop.Token));
        Assert.Equal(ProjectionState.Stopped, fromStart.Status.State);

        _left = 10;
        await new SqliteProjection<Noted>(PathOf("oldest"), "p", Store(world), Insert, _clock, Store(world).Oldest)
            .RunAsync(_stop.Token);
        Assert.Equal(10, Read("oldest").Count);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _scratch.Dispose();
    }

    private static void Die(bool condition)
    {
        if (condition)
        {
            throw new DivideByZeroException();
        }
    }

    private static World World(int records)
    {
        var world = Histories.NewWorld(Histories.Plan());
        world.RunToEnd(world.Plan, Histories.Persisting(0, records));
        return world;
    }

    private static string Row(StoredEvent<Noted> e) => string.Create(
        CultureInfo.InvariantCulture, $"{e.Shard} {e.Commit} {e.Index} {e.Key} {e.Version} {e.Event.Number}");

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private EventStore<Noted> Store(World world) => new(world.Memory, world.Plan, _clock);

    private string PathOf(string database) => _scratch.File($"{database}.db");

    /// <summary>Projects until all events of the world are in the database.</summary>
    private async Task Run(string database, World world, Action<ProjectionStep> onStep)
    {
        var store = Store(world);
        using var stop = new CancellationTokenSource();
        var projection = Projection(database, store, Insert, onStep);
        var run = projection.RunAsync(stop.Token);
        if (projection.Status.State == ProjectionState.Live)
        {
            await stop.CancelAsync();
        }

        await run;
    }

    private SqliteProjection<Noted> Projection(
        string database, EventStore<Noted> store, ProjectionHandler<Noted> handler,
        Action<ProjectionStep>? onStep = null) =>
        new(PathOf(database), database, store, handler, _clock) { OnStep = onStep };

    /// <summary>A row without any constraint, so that an event that comes twice is seen.</summary>
    private void Insert(StoredEvent<Noted> @event, SqliteTransaction transaction)
    {
        using var command = transaction.Connection!.CreateCommand();
        command.CommandText = "CREATE TABLE IF NOT EXISTS seen (row TEXT NOT NULL)";
        command.ExecuteNonQuery();
        command.CommandText = "INSERT INTO seen VALUES ($row)";
        command.Parameters.AddWithValue("$row", Row(@event));
        command.ExecuteNonQuery();
        if (--_left == 0)
        {
            _stop.Cancel();
        }
    }

    private List<string> Read(string database)
    {
        using var connection = new SqliteConnection($"Data Source={PathOf(database)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT row FROM seen ORDER BY row";
        using var rows = command.ExecuteReader();
        var seen = new List<string>();
        while (rows.Read())
        {
            seen.Add(rows.GetString(0));
        }

        return seen;
    }
}

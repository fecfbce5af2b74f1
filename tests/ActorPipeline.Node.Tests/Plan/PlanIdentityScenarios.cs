using System.Text;
using ActorPipeline.Journal;
using ActorPipeline.Plan;

namespace ActorPipeline.Node.Tests.Plan;

public sealed class PlanIdentityScenarios : IDisposable
{
    private readonly Workbench _bench = new();

    [Fact]
    public void The_same_plan_changes_nothing_however_it_is_written()
    {
        var changes = Changes(
            "let.big = \"n>100\", where = \"(big)\"", "let = { big = \" n  > 100\" }, where = \"big\", shards = 16");

        Assert.Empty(changes);
    }

    [Theory]
    [InlineData("", "pipeline = other", "pipeline")]
    [InlineData("", "source = stdin", "source")]
    [InlineData("", "source.parallel = true", "source")]
    [InlineData("", "key = [user, ok]", "key")]
    [InlineData("", "key = { who = user }", "key")]
    [InlineData("", "decode.json.user = int64", "key")]
    [InlineData("let.k = \"n / 10\", key = [k]", "let.k = \"n / 100\", key = [k]", "key")]
    [InlineData("let = { a = n, k = \"a / 2\" }, key = k", "let = { a = \"n + 1\", k = \"a / 2\" }, key = k", "key")]
    [InlineData("", "event-time.column = n, event-time.format = epoch-ms", "event-time")]
    [InlineData("", "event-time.format = epoch-ms", "event-time")]
    [InlineData("", "event-time.allowed-lateness = 1m", "event-time.allowed-lateness")]
    [InlineData("", "window.tumbling = 2m", "window")]
    [InlineData("", "window = global", "window")]
    [InlineData("", "shards = 8", "shards")]
    [InlineData("", "sink.format = csv", "sink")]
    [InlineData("sink.format = csv", "sink.format = csv, aggregate.total = \"sum(amount)\"", "sink")]
    public void What_the_state_depends_on_may_not_change(string before, string after, string subject)
    {
        var refused = Changes(before, after).Where(c => !c.IsAllowed).ToList();

        Assert.Equal(subject, Assert.Single(refused).Subject);
    }

    [Theory]
    [InlineData("", "sink.file = b.ndjson", "sink")]
    [InlineData("", "sink = console", "sink")]
    [InlineData("", "where = ok", "where")]
    [InlineData("let.x = \"n > 1\", where = x", "let.x = \"n > 2\", where = x", "where")]
    [InlineData("", "event-time.out-of-order = 1m", "event-time.out-of-order")]
    [InlineData("", "aggregate.total = \"sum(amount)\"", "aggregate.total")]
    [InlineData("aggregate.total = \"sum(amount)\"", "", "aggregate.total")]
    [InlineData("", "aggregate.count = \"count(ok)\"", "aggregate.count")]
    [InlineData("", "dead-letters.file = d.ndjson", "dead-letters")]
    [InlineData("", "decode.json.more = string", "decode")]
    public void What_only_the_future_depends_on_may_change(string before, string after, string subject)
    {
        var change = Assert.Single(Changes(before, after));

        Assert.True(change.IsAllowed);
        Assert.Equal(subject, change.Subject);
    }

    [Theory]
    [InlineData("source.files = [b.log]")]
    [InlineData("engine.commit-interval = 1s")]
    [InlineData("source.batch-bytes = 64 KiB")]
    public void How_it_is_run_and_which_files_are_read_is_no_change(string after) => Assert.Empty(Changes("", after));

    [Fact]
    public void A_change_says_what_was_and_what_is_and_what_it_does()
    {
        var changes = Changes("", "window.tumbling = 2m, aggregate.total = \"sum(amount)\"");

        Assert.Equal(
            [
                "refused  window  tumbling 1m -> tumbling 2m\n         open windows have the old bounds",
                "allowed  aggregate.total  new: sum(amount)\n         from now on: in a window that is open, "
                    + "it counts the records that come after this change",
            ],
            changes.Select(c => c.ToString()));
    }

    [Fact]
    public void A_renamed_aggregate_keeps_its_state()
    {
        var changes = Changes("", "aggregate = null, aggregate.number = \"count()\"");

        Assert.Equal(["aggregate.number", "aggregate.count"], changes.Select(c => c.Subject));
        Assert.Equal("keeps the state of 'count'; the result column has a new name", changes[0].Effect);
        Assert.Equal("its result column is gone", changes[1].Effect);
    }

    [Fact]
    public void The_json_form_is_read_back_as_it_was_written()
    {
        var identity = Identity("let.k = \"n / 10\", key = [k, user], where = ok");

        Assert.Equal(
            Encoding.UTF8.GetString(identity.ToJson()),
            Encoding.UTF8.GetString(PlanIdentity.Parse(identity.ToJson()).ToJson()));
        Assert.Empty(identity.ChangesFrom(PlanIdentity.Parse(identity.ToJson())));
    }

    [Fact]
    public void The_json_form_is_pinned()
    {
        var json = Encoding.UTF8.GetString(Identity("let.k = \"n / 10\", key = [k]").ToJson());

        Assert.Equal(
            """
            {"format":1,"pipeline":"test","source":"files, one partition",
            "decoder":"json, user: String from user, at: Timestamp from at (Iso8601), amount: Decimal from amount,
             ok: Boolean from ok, n: Int64 from n",
            "where":"","key":[{"name":"k","definition":"Int64 = (n / 10)"}],"event-time":"Timestamp from at (Iso8601)",
            "out-of-order-us":5000000,"allowed-lateness-us":0,"window":"tumbling 1m","shards":16,
            "aggregates":[{"name":"count","definition":"count()"}],
            "sink":"Ndjson file DIR/out.ndjson","dead-letters":"file DIR/data/test/dead-letters.ndjson"}
            """.ReplaceLineEndings(""),
            json.Replace(_bench.Directory, "DIR", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{\"format\":")]
    [InlineData("{\"format\":1}")]
    public void A_damaged_plan_is_a_fault_of_the_journal(string json)
    {
        var error = Assert.Throws<JournalException>(() => PlanIdentity.Parse(Encoding.UTF8.GetBytes(json)));

        Assert.Equal(JournalFault.Corrupt, error.Fault);
    }

    [Fact]
    public void A_plan_of_a_newer_version_is_not_guessed_at()
    {
        var newer = Identity("") with { Format = 2 };

        var error = Assert.Throws<JournalException>(() => PlanIdentity.Parse(newer.ToJson()));

        Assert.Equal(JournalFault.Incompatible, error.Fault);
        Assert.Contains("format 2", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    private IReadOnlyList<PlanChange> Changes(string before, string after)
    {
        var journaled = Identity(before);
        return Identity(after).ChangesFrom(journaled);
    }

    private PlanIdentity Identity(string lines) =>
        PlanIdentity.Of(_bench.With(Workbench.Minimal + lines).Load().Plan);
}

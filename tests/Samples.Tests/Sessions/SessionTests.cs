using ActorPipeline.Definitions;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.TestKit;

namespace Samples.Tests.Sessions;

/// <summary>
/// Visits of a web site, without an actor of one's own: a window in code. A click that comes late, but within the
/// allowed lateness, still counts, and may join two visits; one that comes later still is a dead letter.
/// </summary>
public sealed class SessionTests
{
    private const string TooLate = """{"user":"anna","at":"2026-03-01T10:00:30Z","page":"/old"}""";

    private static PipelinePlan Visits => Pipeline.Define("visits")
        .From(Source.Files("clicks.ndjson"))
        .Decode(Decoder.Json(Field.Text("user"), Field.Time("at"), Field.Text("page")))
        .EventTime("at", outOfOrder: TimeSpan.FromSeconds(30), allowedLateness: TimeSpan.FromMinutes(5))
        .Where("not starts_with(page, '/static/')")
        .KeyBy("user")
        .Window(Window.Session(TimeSpan.FromMinutes(10)))
        .Aggregate("clicks", "count()")
        .Aggregate("entered", "first(page)")
        .Aggregate("left", "last(page)")
        .To(Sink.File("visits.csv"));

    [Fact]
    public void A_late_click_joins_two_visits()
    {
        using var test = new PipelineTest(Visits);
        test.Feed(
            """{"user":"anna","at":"2026-03-01T10:00:00Z","page":"/"}""",
            """{"user":"anna","at":"2026-03-01T10:12:00Z","page":"/cart"}""",
            """{"user":"anna","at":"2026-03-01T10:12:01Z","page":"/static/cart.css"}""",
            """{"user":"anna","at":"2026-03-01T10:08:00Z","page":"/shoes"}""",
            """{"user":"bob","at":"2026-03-01T10:50:00Z","page":"/"}""",
            TooLate);
        test.RunToEnd();

        test.ExpectResults(
            """{"user":"anna","window_start":"2026-03-01T10:00:00Z","clicks":3,"entered":"/","left":"/cart"}""",
            """{"user":"bob","window_start":"2026-03-01T10:50:00Z","clicks":1,"entered":"/","left":"/"}""");
        test.ExpectDeadLetters((DeadReason.Late, TooLate));
    }

    [Fact]
    public void Without_the_late_click_they_are_two()
    {
        using var test = new PipelineTest(Visits);
        test.Feed(
            """{"user":"anna","at":"2026-03-01T10:00:00Z","page":"/"}""",
            """{"user":"anna","at":"2026-03-01T10:12:00Z","page":"/cart"}""");
        test.RunToEnd();
        Assert.Equal(2, test.Results.Count);
    }
}

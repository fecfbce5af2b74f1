using ActorPipeline.Plan;
using Benchmarks.Workload;

namespace Benchmarks.Budget;

/// <summary>Drives the stops over the input and reports what the last three quarters of it cost.</summary>
internal static class BudgetJob
{
    public static BudgetResult Run(BudgetArguments arguments)
    {
        var source = Plans.Files(arguments.Directory, arguments.Files);
        var plan = Plans.Metrics(arguments.Directory, source, Plans.Tumbling, new EngineOptions());
        var meter = new StopMeter();
        using var stops = new StopsByHand(plan, arguments.Directory, meter);
        var (warmRecords, warmTimeless) = (0L, 0L);
        while (stops.Turn())
        {
            if (warmRecords == 0 && stops.RecordsRead >= arguments.Records / 4)
            {
                (warmRecords, warmTimeless) = (stops.RecordsRead, stops.TimelessRecords);
                meter.Reset();
            }
        }

        if (stops.RecordsApplied != arguments.Records)
        {
            throw new BenchException($"{stops.RecordsApplied} of {arguments.Records} records were applied: a bug");
        }

        var records = (double)(stops.RecordsRead - warmRecords);
        var timeless = stops.TimelessRecords - warmTimeless;
        var (ns, bytes) = (new Dictionary<Stop, double>(), new Dictionary<Stop, double>());
        foreach (var stop in Enum.GetValues<Stop>())
        {
            var measured = stop switch
            {
                Stop.Route => records - timeless,
                Stop.RouteTimeless => timeless,
                _ => records,
            };
            ns[stop] = meter.NsIn(stop) / measured;
            bytes[stop] = meter.BytesIn(stop) / measured;
        }

        return new BudgetResult(ns, bytes, ThreadClock.Cost());
    }
}

using ActorPipeline.Plan;
using Benchmarks;

var records = args.Length > 0 ? long.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 20_000_000;
RecordPathBenchmark.Run(records, new EngineOptions(), 16);
return 0;

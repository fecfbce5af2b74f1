using Benchmarks.Children;
using Benchmarks.Command;

return args is [ChildProcess.Switch, var job, var arguments]
    ? ChildProcess.RunJob(job, arguments)
    : BenchCommand.Run(args);

namespace ActorPipeline.Hosting;

/// <summary>
/// A stop of the record path as something that can be run a step at a time: by a thread of its own, or by a test that
/// runs all stops on one thread in an order of its choice. A step never blocks.
/// </summary>
internal interface IStep
{
    /// <summary>What threads and progress call it.</summary>
    string Name { get; }

    /// <summary>Wakes the thread that runs this step.</summary>
    Signal Wake { get; }

    /// <summary>Does a piece of work, if there is any.</summary>
    StepResult Step();
}

namespace ActorPipeline.Streams;

/// <summary>
/// A running stage that gives elements to the one stage after it. To be asked is the demand: nothing is made that
/// nobody asked for, so backpressure needs no protocol.
/// </summary>
/// <remarks>
/// The stage after it calls <see cref="Pull"/> again and again, never from two threads at once, until it answers
/// <see cref="PullStatus.Done"/> or throws, which is how a stage fails. In the end, whatever has happened, it calls
/// <see cref="Close"/> once; closing early is how a stream is cancelled. A constructor takes hold of nothing:
/// resources are opened by the first pull, for a stage that is made may never run.
/// </remarks>
/// <typeparam name="T">The elements.</typeparam>
public abstract class Stage<T>
{
    /// <summary>Asks for the next element. Never blocks.</summary>
    /// <param name="item">The element when the answer is <see cref="PullStatus.Item"/>, else nothing of use.</param>
    public abstract PullStatus Pull(out T item);

    /// <summary>Releases what the stage holds, then closes the stages before it.</summary>
    public abstract void Close();
}

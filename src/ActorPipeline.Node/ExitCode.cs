namespace ActorPipeline.Node;

/// <summary>What the process tells the shell. Documented in <c>--help</c>; never renumber.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Configuration = 1;
    public const int Input = 2;
    public const int Journal = 3;
    public const int Sink = 4;
    public const int Internal = 5;
    public const int Interrupted = 130;

    /// <summary>The table of <c>--help</c>.</summary>
    public const string Help =
        """
        Exit codes:
          0    done, or stopped on request with everything committed
          1    the command line or the pipeline's file is wrong, or names what can't be used; or a test of it failed
          2    the input can't be read
          3    the journal or the data directory can't be used, or holds the state of another plan
          4    the sink can't be written
          5    an internal error, whose details are in a file that the message names; or a failed simulation
          130  a second Ctrl-C: stopped at once; what was committed is intact
        """;
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Shared.Databases;

/// <summary>
/// A database server of the tests' own: in a temporary directory, on a free port of the loopback interface, ended by
/// its process id. Runs as the user that the package made, because some refuse to run as root.
/// </summary>
internal abstract class DatabaseServer : IDisposable
{
    /// <summary>Set to 1, a server that is not installed is a failure and not a reason to skip.</summary>
    private const string Required = "ACTORPIPELINE_REQUIRE_DATABASES";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _user;
    private Process? _server;

    protected DatabaseServer(string user)
    {
        _user = user;
        Root = Directory.CreateTempSubdirectory($"{GetType().Name}-").FullName;
        Port = FreePort();
        if (Environment.IsPrivilegedProcess)
        {
            Run("chown", user, Root);
        }
    }

    public int Port { get; }

    protected string Root { get; }

    /// <summary>Why there is no such server here; null when there is.</summary>
    public static string? MissingUnless(string what, string program)
    {
        if (File.Exists(program))
        {
            return null;
        }

        return Environment.GetEnvironmentVariable(Required) == "1"
            ? throw new InvalidOperationException($"{what} is not installed ({program}), and {Required} is 1")
            : $"{what} is not installed: there is no {program}";
    }

    public void Start()
    {
        var (program, arguments) = Command();
        var start = AsUser(program, arguments);
        (start.RedirectStandardError, start.RedirectStandardOutput) = (true, true);
        _server = Process.Start(start)!;
        _server.OutputDataReceived += static (_, _) => { };
        _server.ErrorDataReceived += static (_, _) => { };
        _server.BeginErrorReadLine();
        _server.BeginOutputReadLine();
        WaitUntilUp();
    }

    /// <summary>Ends it as a power cut would.</summary>
    public void Kill()
    {
        foreach (var pid in Processes())
        {
            Run("kill", "-KILL", pid.ToString(CultureInfo.InvariantCulture));
        }

        _server!.WaitForExit();
        _server.Dispose();
        _server = null;
    }

    /// <summary>Stops its processes where they are.</summary>
    public void Freeze() => Signal("-STOP");

    /// <summary>Lets its processes go on.</summary>
    public void Thaw() => Signal("-CONT");

    public void Dispose()
    {
        if (_server is not null)
        {
            Kill();
        }

        Directory.Delete(Root, recursive: true);
    }

    /// <summary>What runs the server in the foreground.</summary>
    protected abstract (string Program, string[] Arguments) Command();

    /// <summary>Throws while the server takes no connections.</summary>
    protected abstract void Connect();

    protected void RunAsUser(string program, params string[] arguments) => Wait(AsUser(program, arguments));

    private static void Run(string program, params string[] arguments) =>
        Wait(new ProcessStartInfo(program, arguments));

    private static void Wait(ProcessStartInfo start)
    {
        (start.RedirectStandardError, start.RedirectStandardOutput) = (true, true);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"{start.FileName} {string.Join(' ', start.ArgumentList)} ends with {process.ExitCode}: {error}"
                + output.Result);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private ProcessStartInfo AsUser(string program, string[] arguments) => Environment.IsPrivilegedProcess
        ? new ProcessStartInfo(
            "setpriv", ["--reuid", _user, "--regid", _user, "--clear-groups", "--", program, .. arguments])
        : new ProcessStartInfo(program, arguments);

    private void Signal(string signal)
    {
        foreach (var pid in Processes())
        {
            Run("kill", signal, pid.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>The server and the processes that it has started.</summary>
    private List<int> Processes()
    {
        var root = _server!.Id;
        var pids = new List<int> { root };
        foreach (var directory in Directory.GetDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(directory), out var pid))
            {
                continue;
            }

            try
            {
                var stat = File.ReadAllText(Path.Combine(directory, "stat"));
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                if (int.Parse(fields[1], CultureInfo.InvariantCulture) == root)
                {
                    pids.Add(pid);
                }
            }
            catch (IOException)
            {
                // It has just ended.
            }
        }

        return pids;
    }

    private void WaitUntilUp()
    {
        var since = Stopwatch.GetTimestamp();
        using var never = new ManualResetEventSlim();
        while (true)
        {
            try
            {
                Connect();
                return;
            }
            catch (System.Data.Common.DbException) when (Stopwatch.GetElapsedTime(since) < Patience)
            {
                never.Wait(TimeSpan.FromMilliseconds(50));
            }
        }
    }
}

using System.CommandLine;
using ActorPipeline.Hocon;
using ActorPipeline.Node.Configuration;

namespace ActorPipeline.Node.Commands;

/// <summary><c>config</c>: any HOCON file, resolved.</summary>
internal static class ConfigCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "Any HOCON file" };
        // Said by older scripts; there is no other format.
        var json = new Option<bool>("--json") { Hidden = true };
        var command = new NodeCommand(
            "config",
            "Prints a HOCON file as JSON",
            """
            Any HOCON file, with its includes and substitutions resolved. Passwords, also those of connection strings,
            are shown as ***.

            Example:
              actorpipeline config hocon/access-log.conf
            """,
            terminal,
            parsed =>
            {
                var name = parsed.GetValue(file)!;
                var value = HoconDocument
                    .ParseFile(
                        Path.GetFullPath(name, terminal.CurrentDirectory), new HoconParseOptions { Description = name })
                    .ResolveValue(new HoconResolveOptions { Environment = Environment.GetEnvironmentVariable });
                terminal.Out.WriteLine(HoconJson.Write(value, indented: true, Secrets.Mask));
                return ExitCode.Ok;
            });
        command.Add(file);
        command.Add(json);
        return command;
    }
}

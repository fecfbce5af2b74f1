using System.Text;
using ActorPipeline.Node.Configuration;

namespace ActorPipeline.Node.Screens;

/// <summary>All settings in effect, with where each was written.</summary>
internal static class SettingsTable
{
    private const int WidestValue = 60;

    public static string Draw(IReadOnlyList<Setting> settings)
    {
        var paths = settings.Max(s => s.Path.Length);
        var values = Math.Min(WidestValue, settings.Max(s => s.Value.Length));
        var text = new StringBuilder("Settings in effect\n");
        foreach (var setting in settings)
        {
            text.Append("  ").Append(setting.Path.PadRight(paths)).Append("  ")
                .Append(setting.Value.PadRight(values)).Append("  ").Append(Origin(setting)).Append('\n');
        }

        return text.ToString();
    }

    // A line of reference.conf or of --set says nothing; those of a file do.
    private static string Origin(Setting setting) => setting.Origin.File is null
        ? setting.Origin.Description
        : $"{setting.Origin.Description}:{setting.Origin.Line}";
}

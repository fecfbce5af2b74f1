namespace ActorPipeline.Tests.Sinks;

/// <summary>A test about permissions, which a privileged process does not feel.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnprivilegedFactAttribute : FactAttribute
{
    public UnprivilegedFactAttribute()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Skip = "permissions of directories bind unprivileged users of a Unix only";
        }
    }
}

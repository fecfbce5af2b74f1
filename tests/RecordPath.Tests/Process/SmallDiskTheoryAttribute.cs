namespace RecordPath.Tests.Process;

/// <summary>A test that needs a <see cref="SmallDisk"/>; skipped, with the reason, where there can be none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SmallDiskTheoryAttribute : TheoryAttribute
{
    public SmallDiskTheoryAttribute() => Skip = SmallDisk.Obstacle;
}

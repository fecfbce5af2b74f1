namespace ActorPipeline.Plan;

/// <summary>One difference between a plan and the plan that the journaled state was made by.</summary>
/// <param name="Subject">The setting: <c>key</c>, <c>window</c>, <c>aggregate.errors</c>.</param>
/// <param name="Was">How it was, in words; empty for something new.</param>
/// <param name="Is">How it is now; empty for something removed.</param>
/// <param name="IsAllowed">Whether the state can be carried on.</param>
/// <param name="Effect">What it does when allowed, or why it is refused: a sentence without its full stop.</param>
public sealed record PlanChange(string Subject, string Was, string Is, bool IsAllowed, string Effect)
{
    /// <summary>What changed: <c>was -> is</c>, or the one that there is.</summary>
    public string Difference => (Was, Is) switch
    {
        ("", _) => $"new: {Is}",
        (_, "") => $"removed: {Was}",
        _ => $"{Was} -> {Is}",
    };

    /// <inheritdoc />
    public override string ToString() =>
        $"{(IsAllowed ? "allowed" : "refused")}  {Subject}  {Difference}\n         {Effect}";
}

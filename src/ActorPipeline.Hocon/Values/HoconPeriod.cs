namespace ActorPipeline.Hocon;

/// <summary>A calendar period: unlike a duration, its length depends on the date that it is added to.</summary>
/// <param name="Years">Years.</param>
/// <param name="Months">Months.</param>
/// <param name="Days">Days; a week is seven.</param>
public readonly record struct HoconPeriod(int Years, int Months, int Days)
{
    /// <summary>The date this period after another.</summary>
    public DateOnly AddTo(DateOnly date) => date.AddYears(Years).AddMonths(Months).AddDays(Days);
}

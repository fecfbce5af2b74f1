using System.Globalization;

namespace RecordPath.Tests.Actors.InCents;

/// <summary>Money came in, by now in cents.</summary>
internal sealed record PaidIn(long Cents)
{
    public override string ToString() => Cents.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace RecordPath.Tests.Actors.BeforeMove;

/// <summary>Money came in.</summary>
internal sealed record PaidIn(long Amount)
{
    public override string ToString() => Amount.ToString(CultureInfo.InvariantCulture);
}

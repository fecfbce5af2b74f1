using System.Globalization;

namespace RecordPath.Tests.Actors.AfterMove;

/// <summary>Money came in; before, this class had another name and place.</summary>
internal sealed record Deposited(long Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

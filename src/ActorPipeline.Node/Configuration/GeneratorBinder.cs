using System.Globalization;
using ActorPipeline.Hocon;
using ActorPipeline.Plan;

namespace ActorPipeline.Node.Configuration;

/// <summary>Reads <c>source.generator</c>.</summary>
internal static class GeneratorBinder
{
    private const string Unlimited = "unlimited";
    private const int MaxSkewedKeys = 100_000_000;

    // In the order of GeneratorKind.
    private static readonly string[] Kinds = ["access-log", "metrics", "orders"];

    public static string NameOf(GeneratorKind kind) => Kinds[(int)kind];

    public static GeneratorSourceSpec? Bind(Section generator)
    {
        if (generator.Peek("kind") is null)
        {
            generator.Context.Problem(
                generator.Origin, "source.generator.kind", $"it is missing; use {Hint.Join(Kinds, "or")}");
        }

        var kind = generator.Read("kind", Kind);
        var spec = new GeneratorSourceSpec(
            kind ?? GeneratorKind.AccessLog,
            generator.Number("seed", long.MinValue, long.MaxValue),
            (int)generator.Number("partitions", 1, 4096),
            generator.Read("count", v => Limit(v, Count)))
        {
            RatePerSecond = generator.Read("rate", v => Limit(v, Rate)),
            Keys = (int)generator.Number("keys", 1, int.MaxValue),
            Skew = generator.Fraction("skew", 0, 10),
            StartUs = generator.Read("start", Instant),
            EventRatePerSecond = generator.Fraction("event-rate", 1e-6, 1e12),
            OutOfOrderUs = generator.Duration("out-of-order").Ticks / TimeSpan.TicksPerMicrosecond,
            MalformedShare = generator.Fraction("malformed", 0, 1),
        };
        if (spec.Skew > 0 && spec.Keys > MaxSkewedKeys)
        {
            generator.Context.Problem(
                generator.Peek("keys")!.Origin,
                generator.PathOf("keys"),
                $"with skew their frequencies are a table in memory, of at most {MaxSkewedKeys} keys; use fewer, "
                    + "or skew = 0");
        }

        generator.RejectUnknownKeys();
        return kind is null ? null : spec;
    }

    private static GeneratorKind? Kind(HoconValue value)
    {
        var text = value.AsString();
        return Array.IndexOf(Kinds, text) is var index and >= 0
            ? (GeneratorKind)index
            : throw new HoconException(
                value.Origin,
                $"there is no generator '{text}'; {Hint.For(text, Kinds, $"use {Hint.Join(Kinds, "or")}")}");
    }

    private static T? Limit<T>(HoconValue value, Func<HoconValue, T> convert)
        where T : struct => value is HoconString { Value: Unlimited } ? null : convert(value);

    private static long Count(HoconValue value) => value.AsInt64() is var n and >= 0 ? n : throw Negative(value);

    private static double Rate(HoconValue value) => value.AsDouble() is var n and > 0 ? n : throw Negative(value);

    private static HoconException Negative(HoconValue value) =>
        new(value.Origin, $"{value} is too low; use a positive number or {Unlimited}");

    private static long Instant(HoconValue value) =>
        DateTimeOffset.TryParse(
            value.AsString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond
            : throw new HoconException(
                value.Origin, $"{value} is no point in time; write it like \"2023-11-14T22:13:20Z\"");
}

namespace ActorPipeline.Hocon.Tests;

/// <summary>Shorthands: a text in, a line of JSON or the text of an error out.</summary>
internal static class Documents
{
    public static HoconDocument Parse(string text) => HoconDocument.ParseText(text, "test.conf");

    public static HoconObject Resolve(string text, params (string Name, string Value)[] environment) =>
        Parse(text).Resolve(With(environment));

    public static string Json(string text, params (string Name, string Value)[] environment) =>
        Parse(text).ResolveValue(With(environment)).ToString();

    public static string Error(string text) => Error(() => Parse(text).ResolveValue());

    public static string Error(Action action) => Assert.Throws<HoconException>(action).Message;

    public static HoconResolveOptions With(params (string Name, string Value)[] environment)
    {
        var variables = environment.ToDictionary(static v => v.Name, static v => v.Value);
        return new HoconResolveOptions { Environment = variables.GetValueOrDefault };
    }
}

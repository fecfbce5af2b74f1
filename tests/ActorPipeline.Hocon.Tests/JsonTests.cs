using static ActorPipeline.Hocon.Tests.Documents;

namespace ActorPipeline.Hocon.Tests;

public sealed class JsonTests
{
    [Fact]
    public void Indented_json_has_two_spaces_and_empty_values_on_one_line()
    {
        var config = Resolve("a = 1e5, b { c = [1, [], {}, \"x\\ty\\u0001\"], d = null }, e = true, f {}");
        const string Expected = """
            {
              "a": 1e5,
              "b": {
                "c": [
                  1,
                  [],
                  {},
                  "x\ty\u0001"
                ],
                "d": null
              },
              "e": true,
              "f": {}
            }
            """;
        Assert.Equal(Expected, HoconJson.Write(config));
        using var stream = new MemoryStream();
        HoconJson.Write(config, stream);
        Assert.Equal(Expected + "\n", System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void One_line_has_no_spaces() => Assert.Equal(
        """{"a":[1,{"b":"é\"\\/"}]}""",
        HoconJson.Write(Resolve("a = [1, { b = \"é\\\"\\\\\\/\" }]"), indented: false));
}

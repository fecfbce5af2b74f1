using static ActorPipeline.Hocon.Tests.Documents;

namespace ActorPipeline.Hocon.Tests;

/// <summary>The section "API Recommendations": conversions, and errors that carry the origin.</summary>
public sealed class ReadingTests
{
    private readonly HoconObject _config = Resolve("""
        text = "hello", number = 42, fraction = 2.5, whole = 5.0, exponent = 1e6, flag = true, nothing = null
        number-text = "17", padded = "007", on = on, off = off, yes = yes, no = no
        list = [1, two, false], indexed { "2" : c, "0" : a, "10" : d, x : ignored }, object { a.b = 1 }
        huge = 12345678901234567890, enormous = 1e999
        """);

    [Fact]
    public void Simple_values_convert_to_strings_and_back()
    {
        Assert.Equal("hello", _config.GetString("text"));
        Assert.Equal("42", _config.GetString("number"));
        Assert.Equal("1e6", _config.GetString("exponent"));
        Assert.Equal("true", _config.GetString("flag"));
        Assert.Equal(42, _config.GetInt64("number"));
        Assert.Equal(17, _config.GetInt64("number-text"));
        Assert.Equal(7, _config.GetInt64("padded"));
        Assert.Equal(5, _config.GetInt64("whole"));
        Assert.Equal(1_000_000, _config.GetInt64("exponent"));
        Assert.Equal(2.5, _config.GetDouble("fraction"));
        Assert.Equal(17d, _config.GetDouble("number-text"));
        Assert.Equal(1, _config.GetInt64("object.a.b"));
    }

    [Theory]
    [InlineData("flag", true)]
    [InlineData("on", true)]
    [InlineData("yes", true)]
    [InlineData("off", false)]
    [InlineData("no", false)]
    public void Booleans_have_six_spellings(string path, bool value) => Assert.Equal(value, _config.GetBoolean(path));

    [Fact]
    public void Lists_may_be_objects_with_numeric_keys()
    {
        Assert.Equal(["1", "two", "false"], _config.GetStrings("list"));
        Assert.Equal(["a", "c", "d"], _config.GetStrings("indexed"));
        Assert.Equal(3, _config.GetArray("indexed").Count);
        Assert.Equal("d", _config.GetArray("indexed")[2].AsString());
    }

    [Fact]
    public void A_null_or_missing_setting_is_not_there()
    {
        Assert.False(_config.Has("nothing"));
        Assert.False(_config.Has("nowhere"));
        Assert.False(_config.Has("text.length"));
        Assert.True(_config.Has("object.a"));
        Assert.True(_config.TryGetField("nothing", out _));
    }

    [Theory]
    [InlineData("GetString", "list", "3:8: 'list' must be a string, but is a list")]
    [InlineData("GetString", "nothing", "1:98: 'nothing' must be a string, but is null")]
    [InlineData("GetInt64", "fraction", "1:41: 'fraction' must be a whole number between -9223372036854775808 and"
        + " 9223372036854775807, but is 2.5")]
    [InlineData("GetInt64", "huge", "4:8: 'huge' must be a whole number between -9223372036854775808 and"
        + " 9223372036854775807, but is 12345678901234567890")]
    [InlineData("GetInt64", "flag", "1:82: 'flag' must be a whole number between -9223372036854775808 and"
        + " 9223372036854775807, but is true")]
    [InlineData("GetDouble", "enormous", "4:41: 'enormous' must be a number, but is 1e999")]
    [InlineData("GetDouble", "text", "1:8: 'text' must be a number, but is the string \"hello\"")]
    [InlineData("GetBoolean", "number", "1:26: 'number' must be true or false (or yes, no, on, off), but is 42")]
    [InlineData("GetDuration", "text", "1:8: 'text' must be a duration such as 10s, 5 minutes or 100ms (units: ns, us,"
        + " ms, s, m, h, d), but is the string \"hello\"")]
    [InlineData("GetBytes", "flag", "1:82: 'flag' must be a size in bytes such as 512k, 64 MiB or 1GB, but is true")]
    [InlineData("GetPeriod", "fraction", "1:41: 'fraction' must be a period such as 3d, 2 weeks, 6 months or 1y (units:"
        + " d, w, m or mo, y), but is 2.5")]
    [InlineData("GetArray", "object", "3:85: 'object' must be a list, but is an object")]
    [InlineData("GetArray", "text", "1:8: 'text' must be a list, but is the string \"hello\"")]
    [InlineData("GetObject", "list", "3:8: 'list' must be an object, but is a list")]
    [InlineData("GetString", "text.length", "1:8: 'text.length' must be an object with the key 'length', but is the"
        + " string \"hello\"")]
    [InlineData("GetString", "txt", "1:1: the setting 'txt' is missing; there is 'text', is that a misspelling?")]
    [InlineData("GetString", "object.zebra", "3:85: the setting 'object.zebra' is missing; add it")]
    public void A_value_of_another_type_is_an_error_with_its_origin(string method, string path, string message)
    {
        var get = typeof(HoconObject).GetMethod(method, [typeof(string)])!;
        var error = Assert.Throws<System.Reflection.TargetInvocationException>(() => get.Invoke(_config, [path]));
        Assert.Equal($"test.conf:{message}", Assert.IsType<HoconException>(error.InnerException).Message);
    }

    [Fact]
    public void An_element_of_a_list_of_strings_is_named_by_its_index() => Assert.Equal(
        "test.conf:1:9: 'a[1]' must be a string, but is an object",
        Error(() => Resolve("a = [1, {}]").GetStrings("a")));

    [Fact]
    public void A_value_on_its_own_converts_as_well()
    {
        Assert.Equal(42, _config.Get("number").AsInt64());
        Assert.Equal(
            "test.conf:1:8: this value must be a number, but is the string \"hello\"",
            Error(() => _config.Get("text").AsDouble()));
    }
}

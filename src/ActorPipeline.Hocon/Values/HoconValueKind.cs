namespace ActorPipeline.Hocon;

/// <summary>The types of the JSON data model.</summary>
public enum HoconValueKind
{
    /// <summary>An explicit <c>null</c>.</summary>
    Null,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A number in JSON's grammar.</summary>
    Number,

    /// <summary>A quoted or unquoted string.</summary>
    String,

    /// <summary>A list.</summary>
    Array,

    /// <summary>Fields by key.</summary>
    Object,
}

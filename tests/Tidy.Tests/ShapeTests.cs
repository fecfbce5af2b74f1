using Tidy.Tests.Rules;

namespace Tidy.Tests;

public sealed class ShapeTests
{
    [Fact]
    public void A_file_has_one_public_type() => Offence.AssertNone(Repository.CSharp.SelectMany(ShapeRules.PublicType));

    [Fact]
    public void A_file_is_called_like_its_type() =>
        Offence.AssertNone(Repository.CSharp.SelectMany(ShapeRules.FileName));

    [Fact]
    public void Namespaces_have_no_braces() => Offence.AssertNone(Repository.CSharp.SelectMany(ShapeRules.Namespace));

    [Fact]
    public void A_namespace_is_its_folder() =>
        Offence.AssertNone(Repository.CSharp.SelectMany(ShapeRules.NamespaceIsFolder));

    [Fact]
    public void There_are_no_regions() => Offence.AssertNone(Repository.CSharp.SelectMany(ShapeRules.Region));

    [Fact]
    public void White_space_is_where_it_shows() => Offence.AssertNone(
        Repository.Text.Where(f => Path.GetExtension(f.Path) != ".sln").SelectMany(ShapeRules.WhiteSpace));

    [Fact]
    public void Tests_are_sentences() =>
        Offence.AssertNone(Repository.CSharp.Where(f => f.IsIn("tests")).SelectMany(ShapeRules.TestName));
}

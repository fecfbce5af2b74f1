using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Tidy.Tests;

public sealed partial class PackageTests
{
    private static readonly SourceFile Pins = Repository.EndingIn("Directory.Packages.props").Single();

    private static IEnumerable<SourceFile> ProjectFiles =>
        Repository.EndingIn(".csproj").Concat(Repository.EndingIn(".props"));

    [Fact]
    public void Versions_are_pinned_in_one_place_and_exact()
    {
        var offences = new List<Offence>();
        foreach (var package in Elements(Pins, "PackageVersion"))
        {
            var version = package.Attribute("Version")?.Value ?? "";
            if (!Exact().IsMatch(version))
            {
                offences.Add(new(Pins.Path, 0, $"{Name(package)} is \"{version}\"; pin it to one version"));
            }
        }

        foreach (var file in ProjectFiles)
        {
            offences.AddRange(Elements(file, "PackageReference")
                .Where(p => p.Attribute("Version") is not null || p.Attribute("VersionOverride") is not null)
                .Select(p => new Offence(file.Path, 0, $"{Name(p)} has a version; it belongs in {Pins.Path}")));
        }

        Offence.AssertNone(offences);
        Assert.Equal("true", Elements(Pins, "ManagePackageVersionsCentrally").Single().Value);
        Assert.Equal("true", Elements(Pins, "CentralPackageTransitivePinningEnabled").Single().Value);
    }

    [Fact]
    public void Every_pinned_package_is_used()
    {
        var used = ProjectFiles.SelectMany(f => Elements(f, "PackageReference")).Select(Name).ToHashSet();
        Offence.AssertNone(Elements(Pins, "PackageVersion").Select(Name).Where(n => !used.Contains(n))
            .Select(n => new Offence(Pins.Path, 0, $"{n} is pinned, and no project refers to it")));
    }

    [Fact]
    public void Warnings_are_errors() => Assert.Contains(
        "<TreatWarningsAsErrors>true</TreatWarningsAsErrors>",
        Repository.EndingIn("Directory.Build.props").Single().Text,
        StringComparison.Ordinal);

    private static IEnumerable<XElement> Elements(SourceFile file, string name) =>
        XDocument.Parse(file.Text).Descendants().Where(e => e.Name.LocalName == name);

    private static string Name(XElement package) => package.Attribute("Include")!.Value;

    [GeneratedRegex(@"^\d+\.\d+\.\d+$")]
    private static partial Regex Exact();
}

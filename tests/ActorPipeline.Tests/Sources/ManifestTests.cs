using ActorPipeline.Sources.Files;

namespace ActorPipeline.Tests.Sources;

public sealed class ManifestTests
{
    // Version 1, not parallel, 1 partition, 2 files: each the number of hashed bytes, the hash, the path.
    private const string Golden =
        "01" + "00" + "01000000" + "02000000"
        + "06000000" + "5891B5B522D5DF086D0FF0B110FBD9D2" + "0A000000" + "2F6C6F672F612E6C6F67"
        + "00000000" + "E3B0C44298FC1C149AFBF4C8996FB924" + "03000000" + "2FC3BC";

    [Fact]
    public void The_format_stays_readable()
    {
        var manifest = FileManifest.Decode(Convert.FromHexString(Golden));
        Assert.False(manifest.Parallel);
        Assert.Equal(
            [
                new ManifestEntry(FileIdentity.Of("hello\n"u8), "/log/a.log"),
                new ManifestEntry(FileIdentity.Of(""u8), "/ü"),
            ],
            Assert.Single(manifest.Partitions));
        Assert.Equal(Golden, Convert.ToHexString(manifest.Encode().Span));
    }

    [Fact]
    public void Identities_of_beginnings_are_those_of_the_files_when_they_were_that_short()
    {
        var content = "some content of a file"u8;
        Assert.Equal(
            [FileIdentity.Of(content[..1]), FileIdentity.Of(content[..7]), FileIdentity.Of(content)],
            FileIdentity.At([1, 7, content.Length, 100], content));
    }
}

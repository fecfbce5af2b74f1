using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace ActorPipeline.Node.Tests.Plugins;

/// <summary>Makes an assembly say that it was built against another version of one that it refers to.</summary>
internal static class PatchedVersion
{
    public static void Write(string path, string reference, Version version)
    {
        var bytes = File.ReadAllBytes(path);
        int at;
        using (var assembly = new PEReader(new MemoryStream(bytes)))
        {
            var metadata = assembly.GetMetadataReader();
            var handle = metadata.AssemblyReferences.Single(
                r => metadata.GetString(metadata.GetAssemblyReference(r).Name) == reference);
            var table = assembly.PEHeaders.MetadataStartOffset
                + metadata.GetTableMetadataOffset(TableIndex.AssemblyRef);
            at = table + ((MetadataTokens.GetRowNumber(handle) - 1) * metadata.GetTableRowSize(TableIndex.AssemblyRef));
        }

        // A row begins with the four parts of the version (ECMA-335, II.22.5).
        int[] parts = [version.Major, version.Minor, version.Build, version.Revision];
        for (var i = 0; i < parts.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at + (2 * i)), (ushort)parts[i]);
        }

        File.WriteAllBytes(path, bytes);
    }
}

using ActorPipeline.Actors;

namespace ActorPipeline.Tests.Actors;

public sealed class KeyDirectoryTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(40)]
    [InlineData(64)]
    public void It_finds_what_a_dictionary_finds_whatever_was_added_and_removed(int hashBits)
    {
        // Few bits make many equal hashes and long runs of neighbours.
        for (var seed = 0; seed < 30; seed++)
        {
            var random = new Random(seed);
            var (directory, model) = (new KeyDirectory(), new Dictionary<int, ulong>());
            for (var i = 0; i < 4_000; i++)
            {
                if (model.Count > 0 && random.Next(5) < (i < 2_500 ? 2 : 3))
                {
                    var ordinal = model.Keys.ElementAt(random.Next(model.Count));
                    directory.Remove(model[ordinal], ordinal);
                    model.Remove(ordinal);
                }
                else
                {
                    var hash = Hash(random, hashBits);
                    directory.Add(hash, i);
                    model.Add(i, hash);
                }

                if (i % 500 == 0)
                {
                    AssertSame(directory, model, $"seed {seed}, step {i}");
                }
            }

            AssertSame(directory, model, $"seed {seed}");
        }
    }

    [Fact]
    public void Entries_around_the_end_of_the_table_survive_removals()
    {
        var directory = new KeyDirectory();
        for (var i = 0; i < 8; i++)
        {
            directory.Add(1022, i);
        }

        for (var i = 0; i < 8; i += 2)
        {
            directory.Remove(1022, i);
        }

        Assert.Equal([1, 3, 5, 7], Found(directory, 1022).Order());
    }

    [Fact]
    public void Marked_ordinals_are_those_in_it()
    {
        var directory = new KeyDirectory();
        directory.Add(5, 3);
        directory.Add(5, 60);
        directory.Add(6, 7);
        directory.Remove(6, 7);
        var bits = new System.Collections.BitArray(64);
        directory.MarkOrdinals(bits);
        Assert.Equal([3, 60], Enumerable.Range(0, 64).Where(i => bits[i]));
        Assert.Equal(2, directory.Count);
    }

    private static ulong Hash(Random random, int bits) =>
        (ulong)random.NextInt64() >> (64 - bits) | (bits == 64 ? (ulong)random.Next(2) << 63 : 0);

    private static void AssertSame(KeyDirectory directory, Dictionary<int, ulong> model, string because)
    {
        Assert.True(directory.Count == model.Count, because);
        foreach (var group in model.GroupBy(e => e.Value, e => e.Key))
        {
            Assert.True(Found(directory, group.Key).Order().SequenceEqual(group.Order()), because);
        }

        Assert.Empty(Found(directory, ulong.MaxValue - 1));
    }

    private static List<int> Found(KeyDirectory directory, ulong hash)
    {
        var (found, place) = (new List<int>(), directory.Start(hash));
        while (directory.Next(hash, ref place) is >= 0 and var ordinal)
        {
            found.Add(ordinal);
        }

        return found;
    }
}

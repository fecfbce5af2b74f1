using System.Text;
using ActorPipeline.Actors;
using ActorPipeline.Journal.Format;
using ActorPipeline.Tests.Journal;

namespace ActorPipeline.Tests.Actors;

public sealed class ActorPageTests
{
    [Fact]
    public void Keys_come_back_whatever_was_added_and_removed()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var (page, model) = Make(seed);
            AssertSame(model, page, $"seed {seed}");

            var read = new ActorPage();
            Bytes.Read(Bytes.Written(page.WriteKeys), (ref ByteCursor cursor) => read.ReadKeys(ref cursor));

            AssertSame(model, read, $"seed {seed}, read");
        }
    }

    [Fact]
    public void Keys_that_come_and_go_take_no_more_memory()
    {
        var (page, _) = Make(4);
        var key = new byte[50];
        var place = Enumerable.Range(0, ActorPage.Size).First(p => !page.IsLive(p));
        page.Add(place, 0, key);
        var before = page.MemoryBytes;
        for (var i = 0; i < 10_000; i++)
        {
            page.Remove(place);
            page.Add(place, 0, key);
        }

        Assert.InRange(page.MemoryBytes, 0, before * 3 / 2);
    }

    [Fact]
    public void The_index_says_who_lives_and_their_hashes()
    {
        var (page, model) = Make(3);
        Bytes.Read(Bytes.Written(page.WriteIndex), (ref ByteCursor cursor) =>
        {
            var bits = cursor.Take(ActorPage.Size / 8).ToArray();
            foreach (var place in model.Keys.Order())
            {
                Assert.NotEqual(0, bits[place / 8] & (1 << (place % 8)));
                Assert.Equal((ulong)place * 7, (ulong)cursor.ReadInt64());
            }
        });
    }

    [Fact]
    public void Damaged_bytes_are_a_format_damage()
    {
        for (var seed = 0; seed < 5; seed++)
        {
            Bytes.Fuzz(
                Bytes.Written(Make(seed).Page.WriteKeys), seed,
                (ref ByteCursor cursor) => new ActorPage().ReadKeys(ref cursor));
        }
    }

    private static (ActorPage Page, Dictionary<int, string> Model) Make(int seed)
    {
        var random = new Random(seed);
        var (page, model) = (new ActorPage(), new Dictionary<int, string>());
        for (var i = 0; i < 3_000; i++)
        {
            var place = random.Next(ActorPage.Size);
            if (model.Remove(place))
            {
                page.Remove(place);
            }
            else
            {
                model[place] = new string((char)('a' + (i % 26)), random.Next(20) == 0 ? 200 : random.Next(12));
                page.Add(place, (ulong)place * 7, Encoding.ASCII.GetBytes(model[place]));
            }
        }

        return (page, model);
    }

    private static void AssertSame(Dictionary<int, string> model, ActorPage page, string because)
    {
        Assert.True(model.Count == page.LiveCount, because);
        for (var place = 0; place < ActorPage.Size; place++)
        {
            Assert.True(model.ContainsKey(place) == page.IsLive(place), because);
            if (model.TryGetValue(place, out var key))
            {
                Assert.True(key == Encoding.ASCII.GetString(page.KeyOf(place)), because);
                Assert.True((ulong)place * 7 == page.HashOf(place), because);
            }
        }
    }
}

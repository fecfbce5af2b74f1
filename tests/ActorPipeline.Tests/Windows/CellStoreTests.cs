using ActorPipeline.Windows;

namespace ActorPipeline.Tests.Windows;

public sealed class CellStoreTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(4_096)]
    [InlineData(4_097)]
    [InlineData(8_192)]
    [InlineData(20_000)]
    public void Cells_keep_their_words_apart_and_are_used_again(int stride)
    {
        var store = new CellStore(stride);
        var cells = Enumerable.Range(0, 100_000 / stride).Select(_ => store.Allocate()).ToList();
        Assert.Equal(cells.Count, cells.Distinct().Count());
        Assert.DoesNotContain(CellStore.None, cells);
        foreach (var cell in cells)
        {
            store.Words(cell).Fill(cell);
        }

        foreach (var cell in cells)
        {
            Assert.Equal(stride, store.Words(cell).Length);
            Assert.False(store.Words(cell).ContainsAnyExcept(cell));
            Assert.Equal(cell, store.At(cell, stride - 1));
        }

        foreach (var cell in cells)
        {
            store.Release(cell);
        }

        Assert.Equal(0, store.InUse);
        Assert.Equal(cells.Order(), cells.Select(_ => store.Allocate()).Order());
    }
}

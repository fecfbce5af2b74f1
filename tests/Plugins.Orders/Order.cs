using ActorPipeline.Actors;
using ActorPipeline.Records;
using Plugins.Tariffs;

namespace Plugins.Orders;

/// <summary>An order that adds up its items, and reminds of itself a day after the last one.</summary>
public sealed class Order : EventSourcedActor<Item, Item, Total>
{
    /// <inheritdoc />
    public override Total NewState() => new(0, 0);

    /// <inheritdoc />
    public override Effects Receive(Item message, Total state, Context context)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(context);
        var taxed = new Item(Tariff.WithTax(message.Price));
        return context.Persist(taxed)
            .SetTimer("reminder", context.Time.AddDays(1))
            .Emit(state.Sum + taxed.Price);
    }

    /// <inheritdoc />
    public override Total Apply(Total state, Item @event)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(@event);
        return new(state.Items + 1, state.Sum + @event.Price);
    }

    /// <inheritdoc />
    public override void Define(Definition actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor
            .Event("item-added", OrderJson.Default.Item)
            .State(OrderJson.Default.Total)
            .Output("sum", ColumnType.Decimal)
            .Records(columns =>
            {
                var price = columns.Decimal("price");
                return row => new Item(row[price]);
            });
    }
}

using ActorPipeline.Events;
using Microsoft.Data.Sqlite;

namespace ActorPipeline.Sql;

/// <summary>
/// Projects an event into tables. What it writes and the projection's position are committed together; so it is called
/// again for the same event after a failure, but what it writes happens once.
/// </summary>
/// <param name="event">The event.</param>
/// <param name="transaction">The open transaction; its <c>Connection</c> makes commands. Not to be ended here.</param>
/// <remarks>An exception says that the event can't be projected: the projection stops before it.</remarks>
public delegate void ProjectionHandler<TEvent>(StoredEvent<TEvent> @event, SqliteTransaction transaction);

import type { Change, QueueStore, Snapshot } from "./store";

/** A store that forgets with its process: for the stand-alone server, and for tests that need no durability. */
export function memoryStore(): QueueStore {
  const messages = new Map<string, { message: Snapshot["messages"][number]; finishedAt?: number }>();
  const tables = {
    deadLetters: new Map<string, Snapshot["deadLetters"][number]>(),
    schedules: new Map<string, Snapshot["schedules"][number]>(),
    urlGroups: new Map<string, Snapshot["urlGroups"][number]>(),
    queues: new Map<string, Snapshot["queues"][number]>(),
    flowControls: new Map<string, Snapshot["flowControls"][number]>(),
  };

  function applyMessages(change: Change, now: number): void {
    for (const message of change.messages ?? []) {
      if (!messages.has(message.id)) messages.set(message.id, { message: { ...message } });
    }
    for (const { id, dueAt, retried } of change.postponed ?? []) {
      const kept = messages.get(id);
      if (kept) kept.message = { ...kept.message, dueAt, retried };
    }
    for (const id of change.finished ?? []) {
      const kept = messages.get(id);
      if (kept?.message.deduplicationId === undefined) messages.delete(id);
      else kept.finishedAt = now;
    }
  }

  return {
    async load() {
      const all = [...messages.values()];
      return {
        messages: all.filter((kept) => kept.finishedAt === undefined).map((kept) => ({ ...kept.message })),
        deduplication: all.flatMap(({ message }) =>
          message.deduplicationId === undefined
            ? []
            : [{ id: message.deduplicationId, messageId: message.id, createdAt: message.createdAt }],
        ),
        deadLetters: [...tables.deadLetters.values()],
        schedules: [...tables.schedules.values()],
        urlGroups: [...tables.urlGroups.values()],
        queues: [...tables.queues.values()],
        flowControls: [...tables.flowControls.values()],
      };
    },
    async write(change, now) {
      applyMessages(change, now);
      for (const record of change.deadLetters ?? []) tables.deadLetters.set(record.id, record);
      for (const record of change.schedules ?? []) tables.schedules.set(record.id, record);
      for (const record of change.urlGroups ?? []) tables.urlGroups.set(record.name, record);
      for (const record of change.queues ?? []) tables.queues.set(record.name, record);
      for (const record of change.flowControls ?? []) tables.flowControls.set(record.key, record);
      for (const id of change.deadLettersGone ?? []) tables.deadLetters.delete(id);
      for (const id of change.schedulesGone ?? []) tables.schedules.delete(id);
      for (const id of change.urlGroupsGone ?? []) tables.urlGroups.delete(id);
      for (const id of change.queuesGone ?? []) tables.queues.delete(id);
      for (const id of change.flowControlsGone ?? []) tables.flowControls.delete(id);
    },
    async prune(before) {
      for (const [id, { finishedAt }] of messages) {
        if (finishedAt !== undefined && finishedAt < before.finished) messages.delete(id);
      }
      for (const [id, { failedAt }] of tables.deadLetters) {
        if (failedAt < before.deadLetters) tables.deadLetters.delete(id);
      }
    },
  };
}

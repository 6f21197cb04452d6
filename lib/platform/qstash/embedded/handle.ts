import { messageOf } from "@/lib/core/errors";
import type { Logger, PostOffice } from "./post-office";
import { newId } from "./identity";
import { RefusedError } from "./refused";
import type { ApiRequest, ApiResponse } from "./request";
import * as dlq from "./routes/dlq";
import { listEvents } from "./routes/events";
import * as flow from "./routes/flow-control";
import * as messages from "./routes/messages";
import { publish, publishBatch } from "./routes/publish";
import * as queues from "./routes/queues";
import * as schedules from "./routes/schedules";
import * as groups from "./routes/url-groups";
import type { Scheduler } from "./schedules";

type Answer = ApiResponse | Promise<ApiResponse>;

export type Handle = (request: ApiRequest) => Promise<ApiResponse>;

/** The API: one function for the listener and for callers in this process. Who may call has been decided before. */
export function createHandle(office: PostOffice, scheduler: Scheduler, logger: Logger | undefined): Handle {
  function keys(request: ApiRequest): Answer | undefined {
    if (request.method === "POST" && request.path[2] === "rotate") {
      office.keys.current = office.keys.next;
      office.keys.next = newId("sig");
    } else if (request.method !== "GET") return undefined;
    return { status: 200, body: { ...office.keys } };
  }

  function onMessages(request: ApiRequest): Answer | undefined {
    const { method } = request;
    const [, , id] = request.path;
    if (method === "GET" && id) return messages.getMessage(office, id);
    if (method !== "DELETE") return undefined;
    return id ? messages.cancelMessage(office, id) : messages.cancelMessages(office, request);
  }

  function onDlq(request: ApiRequest): Answer | undefined {
    const { method } = request;
    const [, , id, retryId] = request.path;
    if (method === "GET") return id ? dlq.getDeadLetter(office, id) : dlq.listDeadLetters(office, request);
    if (method === "DELETE")
      return id ? dlq.deleteDeadLetter(office, id) : dlq.deleteDeadLetters(office, request);
    if (method !== "POST" || id !== "retry") return undefined;
    return retryId ? dlq.retryDeadLetter(office, retryId) : dlq.retryDeadLetters(office, request);
  }

  function onSchedules(request: ApiRequest): Answer | undefined {
    const { method } = request;
    const [, , id, verb] = request.path;
    if (id && (verb === "pause" || verb === "resume") && (method === "PATCH" || method === "POST")) {
      return schedules.pauseSchedule(office, scheduler, id, verb === "pause");
    }
    if (method === "POST" && id) return schedules.createSchedule(office, scheduler, request, id);
    if (method === "DELETE" && id) return schedules.deleteSchedule(office, scheduler, id);
    if (method !== "GET") return undefined;
    return id ? schedules.getSchedule(office, scheduler, id) : schedules.listSchedules(office, scheduler);
  }

  function onTopics(request: ApiRequest): Answer | undefined {
    const { method } = request;
    const [, , name, part] = request.path;
    if (!name) return method === "GET" ? groups.listUrlGroups(office) : undefined;
    if (part === "endpoints" && method === "POST") return groups.addEndpoints(office, request, name);
    if (part === "endpoints" && method === "DELETE") return groups.removeEndpoints(office, request, name);
    if (method === "GET") return groups.getUrlGroup(office, name);
    return method === "DELETE" ? groups.deleteUrlGroup(office, name) : undefined;
  }

  function onQueues(request: ApiRequest): Answer | undefined {
    const { method } = request;
    const [, , name, verb] = request.path;
    if (!name) {
      if (method === "POST") return queues.upsertQueue(office, request);
      return method === "GET" ? queues.listQueues(office) : undefined;
    }
    if (method === "POST" && (verb === "pause" || verb === "resume")) {
      return queues.pauseQueue(office, name, verb === "pause");
    }
    if (method === "GET") return queues.getQueue(office, name);
    return method === "DELETE" ? queues.deleteQueue(office, name) : undefined;
  }

  function onFlowControl(request: ApiRequest): Answer | undefined {
    const { method, path } = request;
    if (method === "GET") {
      const key = path.slice(2).join("/");
      return key ? flow.getFlowControl(office, key) : flow.listFlowControls(office);
    }
    const key = path.slice(2, -1).join("/");
    if (method !== "POST" || !key) return undefined;
    switch (path.at(-1) ?? "") {
      case "pause":
        return flow.pauseFlowControl(office, key, true);
      case "resume":
        return flow.pauseFlowControl(office, key, false);
      case "pin":
        return flow.pinFlowControl(office, request, key);
      case "unpin":
        return flow.unpinFlowControl(office, request, key);
      case "resetRate":
        return flow.resetFlowControlRate(office, key);
      default:
        return undefined;
    }
  }

  function route(request: ApiRequest): Answer | undefined {
    const { method, path } = request;
    const [version, noun, first, second] = path;
    if (version !== "v2") return undefined;
    switch (noun ?? "") {
      case "publish":
        return method === "POST" && first ? publish(office, request, first) : undefined;
      case "enqueue":
        return method === "POST" && first && second ? publish(office, request, second, first) : undefined;
      case "batch":
        return method === "POST" ? publishBatch(office, request) : undefined;
      case "messages":
        return onMessages(request);
      case "dlq":
        return onDlq(request);
      case "schedules":
        return onSchedules(request);
      case "topics":
        return onTopics(request);
      case "queues":
        return onQueues(request);
      case "flowControl":
        return onFlowControl(request);
      case "globalParallelism":
        return method === "GET" ? flow.getGlobalParallelism(office) : undefined;
      case "events":
      case "logs":
        return method === "GET" ? listEvents(office, request) : undefined;
      case "keys":
        return keys(request);
      default:
        return undefined;
    }
  }

  return async (request) => {
    try {
      const answer = await route(request);
      return (
        answer ?? {
          status: 404,
          body: { error: `${request.method} /${request.path.join("/")} is not served` },
        }
      );
    } catch (thrown) {
      if (thrown instanceof RefusedError) return { status: thrown.status, body: { error: thrown.message } };
      logger?.warn({ error: messageOf(thrown) }, "The queue could not serve a request.");
      return { status: 500, body: { error: "internal error" } };
    }
  };
}

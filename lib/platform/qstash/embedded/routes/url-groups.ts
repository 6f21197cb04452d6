import { z } from "zod";
import { requireHttpUrl } from "../envelope";
import type { PostOffice } from "../post-office";
import type { Endpoint, UrlGroup } from "../records";
import { RefusedError } from "../refused";
import { parseJson, type ApiRequest, type ApiResponse } from "../request";

const NAME = /^[\w.-]+$/;

const endpoints = z.object({
  endpoints: z.array(z.object({ name: z.string().optional(), url: z.string().optional() })),
});

function readEndpoints(request: ApiRequest) {
  const parsed = endpoints.safeParse(parseJson(request.body));
  if (!parsed.success) throw new RefusedError(400, `invalid endpoints: ${z.prettifyError(parsed.error)}`);
  return parsed.data.endpoints;
}

/** POST /v2/topics/{name}/endpoints: adds, and creates the group when it is new. */
export async function addEndpoints(
  office: PostOffice,
  request: ApiRequest,
  name: string,
): Promise<ApiResponse> {
  if (!NAME.test(name))
    throw new RefusedError(400, "invalid url group name: use letters, digits, hyphens, periods, underscores");
  const added = readEndpoints(request).map(({ name: label, url }): Endpoint => {
    const endpoint: Endpoint = { url: requireHttpUrl(url ?? "", "endpoint") };
    if (label !== undefined) endpoint.name = label;
    return endpoint;
  });
  const now = office.now();
  const known = office.urlGroups.get(name);
  const isReplaced = (old: Endpoint) =>
    added.some((fresh) => fresh.url === old.url || (fresh.name !== undefined && fresh.name === old.name));
  const kept = (known?.endpoints ?? []).filter((old) => !isReplaced(old));
  const group: UrlGroup = {
    name,
    createdAt: known?.createdAt ?? now,
    updatedAt: now,
    endpoints: [...kept, ...added],
  };
  await office.writer.now({ urlGroups: [group] });
  office.urlGroups.set(name, group);
  return { status: 200 };
}

/** DELETE /v2/topics/{name}/endpoints: a group without endpoints is gone. */
export async function removeEndpoints(
  office: PostOffice,
  request: ApiRequest,
  name: string,
): Promise<ApiResponse> {
  const known = office.urlGroups.get(name);
  if (!known) throw new RefusedError(404, `url group ${name} not found`);
  const unwanted = readEndpoints(request);
  const left = known.endpoints.filter(
    (old) =>
      !unwanted.some(
        ({ name: label, url }) =>
          (url === undefined || url === old.url) && (label === undefined || label === old.name),
      ),
  );
  if (left.length === 0) return deleteUrlGroup(office, name);
  const group: UrlGroup = { ...known, updatedAt: office.now(), endpoints: left };
  await office.writer.now({ urlGroups: [group] });
  office.urlGroups.set(name, group);
  return { status: 200 };
}

/** GET /v2/topics */
export function listUrlGroups(office: PostOffice): ApiResponse {
  return { status: 200, body: [...office.urlGroups.values()] };
}

/** GET /v2/topics/{name} */
export function getUrlGroup(office: PostOffice, name: string): ApiResponse {
  const group = office.urlGroups.get(name);
  if (!group) throw new RefusedError(404, `url group ${name} not found`);
  return { status: 200, body: group };
}

/** DELETE /v2/topics/{name} */
export async function deleteUrlGroup(office: PostOffice, name: string): Promise<ApiResponse> {
  await office.writer.now({ urlGroupsGone: [name] });
  office.urlGroups.delete(name);
  return { status: 200 };
}

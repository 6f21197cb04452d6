/** Pictures of the web for signed-in people: `?u=https://…`. */
import { z } from "zod";
import { apiRoute } from "@/lib/http/api-route";
import { DATA_HEADERS } from "@/lib/http/security-headers";
import { fetchImage } from "@/lib/images/fetch-image";

export const dynamic = "force-dynamic";

const input = z.object({ u: z.string("Say which picture: ?u=https://…").min(1).max(2_000) });

export const GET = apiRoute("image", { permission: "view", input }, async ({ input: { u } }) => {
  const { bytes, type, extension } = await fetchImage(u);
  return new Response(new Uint8Array(bytes), {
    headers: {
      ...DATA_HEADERS,
      "content-type": type,
      "content-length": String(bytes.byteLength),
      "content-disposition": `inline; filename="picture.${extension}"`,
      "cache-control": "private, max-age=86400, immutable",
    },
  });
});

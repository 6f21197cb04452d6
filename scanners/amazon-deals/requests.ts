/** What to ask Amazon for deals: the Creators API with credentials, else search results filtered to deals, or the deals page. */
import { z } from "zod";
import { MisconfiguredError } from "@/lib/core/errors";
import { currencyAt, marketplaceOf } from "../amazon-best-sellers/marketplaces";
import type { Page, RequestSpec, ScanContext } from "../scanner";

const API = "https://creatorsapi.amazon/catalog/v1/searchItems";

/** Where a credential version gets its token; the first digit decides the grant's form. */
const TOKEN_ENDPOINTS: Record<string, string> = {
  "2.1": "https://creatorsapi.auth.us-east-1.amazoncognito.com/oauth2/token",
  "2.2": "https://creatorsapi.auth.eu-south-2.amazoncognito.com/oauth2/token",
  "2.3": "https://creatorsapi.auth.us-west-2.amazoncognito.com/oauth2/token",
  "3.1": "https://api.amazon.com/auth/o2/token",
  "3.2": "https://api.amazon.co.uk/auth/o2/token",
  "3.3": "https://api.amazon.co.jp/auth/o2/token",
};

const RESOURCES = [
  "images.primary.large",
  "itemInfo.title",
  "offersV2.listings.price",
  "offersV2.listings.dealDetails",
];

/** Departments searched, as the API and as the search page call them. */
const DEPARTMENTS = [
  { index: "Electronics", alias: "electronics" },
  { index: "HomeAndKitchen", alias: "garden" },
  { index: "Beauty", alias: "beauty" },
  { index: "PetSupplies", alias: "pets" },
  { index: "ToysAndGames", alias: "toys-and-games" },
  { index: "SportsAndOutdoors", alias: "sporting" },
] as const;

/** Amazon's refinement "Today's Deals"; its number is known for amazon.com only. */
const DEALS_FILTER = "p_n_deal_type:23566064011";

/** The API shows only items at least this many percent below their reference price. */
const LEAST_SAVING_PERCENT = 15;

const config = z.object({
  marketplace: z
    .string()
    .refine((host) => marketplaceOf(`https://${host}/`) !== undefined)
    .default("www.amazon.com"),
  /** Without credentials: search pages filtered to deals, or the deals page in a browser. */
  route: z.enum(["search", "browser"]).default("search"),
});

function settingsOf(ctx: ScanContext): z.infer<typeof config> {
  const parsed = config.safeParse(ctx.config);
  if (parsed.success) return parsed.data;
  throw new MisconfiguredError(
    'Amazon Deals: "marketplace" must be an Amazon host such as www.amazon.com, "route" search or browser.',
  );
}

type Credentials = { id: string; secret: string; partnerTag: string; version: string; endpoint: string };

function credentialsOf(ctx: ScanContext): Credentials | undefined {
  const {
    clientId: id,
    clientSecret: secret,
    partnerTag,
    credentialVersion: version = "3.1",
  } = ctx.credentials;
  const endpoint = TOKEN_ENDPOINTS[version];
  return id && secret && partnerTag && endpoint ? { id, secret, partnerTag, version, endpoint } : undefined;
}

function tokenRequest({ id, secret, version, endpoint }: Credentials): RequestSpec {
  const cognito = version.startsWith("2.");
  const grant = {
    grant_type: "client_credentials",
    client_id: id,
    client_secret: secret,
    scope: cognito ? "creatorsapi/default" : "creatorsapi::default",
  };
  return {
    key: "token",
    keyed: true,
    url: endpoint,
    method: "POST",
    headers: {
      "content-type": cognito ? "application/x-www-form-urlencoded" : "application/json",
      accept: "application/json",
    },
    body: cognito ? new URLSearchParams(grant).toString() : JSON.stringify(grant),
  };
}

/** A token when keyed; else one filtered search page for each department, or the deals page in a browser. */
export function first(ctx: ScanContext): RequestSpec[] {
  const credentials = credentialsOf(ctx);
  if (credentials) return [tokenRequest(credentials)];
  const { marketplace, route } = settingsOf(ctx);
  if (route === "browser") {
    return [
      {
        key: "deals",
        url: `https://${marketplace}/deals`,
        method: "GET",
        headers: {},
        browser: { collect: '[data-testid="product-card"][data-asin]' },
      },
    ];
  }
  const currency = currencyAt(marketplace);
  return DEPARTMENTS.map(({ alias }) => ({
    key: `search/${alias}`,
    url: `https://${marketplace}/s?${new URLSearchParams({ i: alias, rh: DEALS_FILTER })}`,
    method: "GET",
    headers: {
      "user-agent":
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
      accept: "text/html,application/xhtml+xml",
      "accept-language": ctx.locale,
      ...(currency !== undefined && { cookie: `i18n-prefs=${currency}` }),
    },
  }));
}

const token = z.object({ access_token: z.string().min(1).max(5_000) });

/** With the token of the first answer, one search for each department. */
export function next(page: Page, ctx: ScanContext): RequestSpec[] {
  const credentials = credentialsOf(ctx);
  if (!credentials || page.url !== credentials.endpoint) return [];
  const accessToken = readToken(page.body);
  if (accessToken === undefined) return [];
  const { marketplace } = settingsOf(ctx);
  const { partnerTag, version } = credentials;
  const bearer = version.startsWith("2.")
    ? `Bearer ${accessToken}, Version ${version}`
    : `Bearer ${accessToken}`;
  return DEPARTMENTS.map(({ index }) => ({
    key: `searchItems/${index}`,
    url: API,
    method: "POST",
    headers: {
      authorization: bearer,
      "content-type": "application/json",
      accept: "application/json",
      "x-marketplace": marketplace,
    },
    body: JSON.stringify({
      partnerTag,
      marketplace,
      searchIndex: index,
      minSavingPercent: LEAST_SAVING_PERCENT,
      itemCount: 10,
      resources: RESOURCES,
    }),
  }));
}

function readToken(body: string): string | undefined {
  if (body.length > 20_000) return undefined;
  try {
    return token.safeParse(JSON.parse(body)).data?.access_token;
  } catch {
    return undefined;
  }
}

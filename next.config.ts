import type { NextConfig } from "next";
import { DATA_POLICY, EVERYWHERE } from "./lib/http/security-headers";

/** What only a machine of one's own needs: kept out of every hosted function. */
const NEVER_HOSTED = [
  "node_modules/@electric-sql/**",
  "node_modules/@sparticuz/**",
  "node_modules/playwright*/**",
  "node_modules/@playwright/**",
  "node_modules/node/**",
  "tests/**",
  ".data/**",
];

/** The part of Next that runs in browsers; the rest of its package is the server's or the tools'. */
const NEXT_IN_BROWSERS = /[\\/]next[\\/]dist[\\/](client|shared|lib)[\\/]/;

/** What proxy.ts leaves alone, but for the service worker, whose policy is that of what it loads. */
const NO_PAGES = "/:path((?:api|_next|samples)(?:/.*)?|icon[-.].*|favicon\\.ico|manifest\\.webmanifest)";

const listed = (headers: Record<string, string>) =>
  Object.entries(headers).map(([key, value]) => ({ key, value }));

const config: NextConfig = {
  reactStrictMode: true,
  // Types are checked by `npm run verify` and by CI, tests included: a start need not wait for them again.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  // Bundled, it would copy its WebAssembly into the public static files.
  serverExternalPackages: ["@electric-sql/pglite"],
  turbopack: {
    rules: {
      // A tenth less JavaScript on every page.
      "*.js": {
        condition: { all: ["browser", "production", { path: NEXT_IN_BROWSERS }] },
        loaders: ["./scripts/next-es-modules.mjs"],
      },
    },
  },
  experimental: {
    // The runtime of all pages in one file: what is compressed together is smaller. tests/build/javascript.test.ts
    // holds the sum.
    turbopackChunking: { minChunkSize: 5_000_000, maxMergeChunkSize: 10_000_000 },
  },
  // Also on what passes neither proxy.ts nor a route of ours: files, wrong methods, addresses of nothing below /api.
  headers: async () => [
    { source: "/:path*", headers: listed(EVERYWHERE) },
    {
      source: NO_PAGES,
      headers: listed({ "content-security-policy": DATA_POLICY }),
    },
  ],
  // Pictures pass our own proxy, which refuses private addresses; the optimizer would be a second way out.
  images: { unoptimized: true },
  outputFileTracingIncludes: { "/*": ["./db/migrations/**/*", "./agents/**/*.md"] },
  outputFileTracingExcludes: { "/*": NEVER_HOSTED },
  // Written into a hosted build, so that instrumentation.ts loses its boot there: the excludes above do not
  // reach what instrumentation imports, and every hosted function carries that.
  env: process.env.VERCEL ? { VERCEL: process.env.VERCEL } : {},
};

export default config;

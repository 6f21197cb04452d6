import type { NextConfig } from "next";

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

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // Bundled, it would copy its WebAssembly into the public static files.
  serverExternalPackages: ["@electric-sql/pglite"],
  // Pictures pass our own proxy, which refuses private addresses; the optimizer would be a second way out.
  images: { unoptimized: true },
  outputFileTracingIncludes: { "/*": ["./db/migrations/**/*", "./agents/**/*.md"] },
  outputFileTracingExcludes: { "/*": NEVER_HOSTED },
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "X-Content-Type-Options", value: "nosniff" },
        { key: "X-Frame-Options", value: "DENY" },
        { key: "Referrer-Policy", value: "same-origin" },
        { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
        { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
        // Browsers heed it over https alone, so it does not hinder http://localhost.
        { key: "Strict-Transport-Security", value: "max-age=63072000" },
      ],
    },
  ],
};

export default config;

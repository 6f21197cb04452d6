/** The regions that API v5 knows; several countries share one. */
const REGIONS = [
  "US",
  "CA",
  "GB+IE",
  "DE",
  "FR",
  "ES",
  "IT",
  "AR",
  "BR",
  "CO",
  "MX",
  "DE+AT+CH",
  "IT+ES+PT+GR+MT",
  "PL+RO+HU+SK+CZ",
  "SE+DK+FI+NO",
  "NL+BE+LU",
  "MX+AR+CO+CL",
  "AU+NZ",
] as const;

/** Product categories are counted in these alone. */
const WITH_CATEGORIES: readonly string[] = ["US", "GB+IE", "CA"];

/** The region of a country ("GB" is in "GB+IE"), or a region as it is; undefined where Pinterest has none. */
export function regionNamed(name: string): string | undefined {
  const wanted = name.toUpperCase();
  return (
    REGIONS.find((region) => region === wanted) ??
    REGIONS.find((region) => region.split("+").includes(wanted))
  );
}

export const hasCategories = (region: string): boolean => WITH_CATEGORIES.includes(region);

export const REGION_NAMES = REGIONS.join(", ");

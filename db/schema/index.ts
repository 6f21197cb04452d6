export * from "./analysis";
export * from "./auth";
export * from "./keywords";
export * from "./operations";
export * from "./products";
export * from "./review";
export * from "./sightings";
export * from "./sources";

// Emscripten 3.1.6 takes any environment that has fetch for a browser; Node has had one since 18.
if (typeof process === "object" && process.versions && process.versions.node) globalThis.fetch = undefined;
// getenv() knows only what it is told.
Module["preRun"] = () => {
  if (process.env.VITRINE_LONG) ENV["VITRINE_LONG"] = process.env.VITRINE_LONG;
};

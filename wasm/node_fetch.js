// Emscripten 3.1.6 takes any environment that has fetch for a browser, and Node has one since 18; the module never fetches.
if (typeof process === 'object' && process.versions && process.versions.node) var fetch = undefined;

// Modules that vite.config.ts provides.

declare module 'virtual:vitrine-worker' {
  /** worker.ts, bundled to the text of a classic script. */
  const source: string;
  export default source;
}

declare module '*?raw' {
  const text: string;
  export default text;
}

declare module '*?url' {
  const url: string;
  export default url;
}

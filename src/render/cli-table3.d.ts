/** What cli-table3 measures and fills its cells with; its own types leave it out. */
declare module 'cli-table3/src/utils.js' {
  const utils: Record<string, unknown>;
  export default utils;
}

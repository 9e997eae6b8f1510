/** Where the headers of a kept notification stand, beside its body. */
export function headersPath(body_path: string): string {
  return `${body_path.replace(/\.json$/, '')}.headers.json`;
}

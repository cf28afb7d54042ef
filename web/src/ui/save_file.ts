/** Gives the browser a file to keep. */
export function save_file(name: string, content: BlobPart, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

export const save_json = (name: string, value: object): void => save_file(name, JSON.stringify(value, null, 2), "application/json");

/** Cells as a spreadsheet puts them on the clipboard: tabs between, quotes around a cell that has tabs, quotes or line ends in it. */
export function pasted_rows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  const end_row = (): void => { if (row.some((cell) => cell !== "")) rows.push(row); row = []; };
  while (at < text.length) {
    let cell = "";
    if (text[at] === '"') {
      const end = /^"((?:[^"]|"")*)"(?=\t|\r?\n|$)/.exec(text.slice(at));
      if (end) { cell = (end[1] ?? "").replaceAll('""', '"'); at += end[0].length; } else { const plain = /^[^\t\r\n]*/.exec(text.slice(at))?.[0] ?? ""; cell = plain; at += plain.length; }
    } else {
      const plain = /^[^\t\r\n]*/.exec(text.slice(at))?.[0] ?? "";
      cell = plain;
      at += plain.length;
    }
    row.push(cell.trim());
    if (text[at] === "\t") { at += 1; if (at === text.length) row.push(""); continue; }
    at += text.startsWith("\r\n", at) ? 2 : 1;
    end_row();
  }
  end_row();
  return rows;
}

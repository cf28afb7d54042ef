import { useElementScrollRestoration } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown, ArrowUp } from "lucide-react";
import { memo, type ReactNode, useCallback, useRef } from "react";
import styles from "@/ui/grid.module.css";

export interface Column<T> {
  key: string;
  label: string;
  /** What is sorted, searched and exported. */
  text: (row: T) => string;
  /** What is drawn, where that is more than the text. */
  draw?: (row: T) => ReactNode;
  /** Parts of the width: 1 unless said; room for a pill. */
  part?: number | "pill";
}

interface Props<T extends { id: string }> {
  name: string;
  rows: T[];
  columns: Column<T>[];
  /** "name" or "-name". */
  sort: string;
  on_sort: (sort: string) => void;
  on_open: (row: T) => void;
  /** What a row needs to open, when the pointer rests on it. */
  on_rest?: (row: T) => void;
  chosen?: string | undefined;
}

const row_height = 44;
/** A pointer that only passes asks for nothing. */
const rest_ms = 60;
const pill_part = 1.6;
const part_of = <T,>({ part = 1 }: Column<T>): number => (part === "pill" ? pill_part : part);

/** A table of any length: only what is in view is drawn. The first cell of a row opens it; who comes back finds the table where it
 * was. Rows come in their order (`in_order`). */
export function Grid<T extends { id: string }>({ name, rows, columns, sort, on_sort, on_open, on_rest, chosen }: Props<T>): ReactNode {
  const view = useRef<HTMLDivElement>(null);
  const place = `grid-${name}`;
  const before_leaving = useElementScrollRestoration({ id: place });
  const virtual = useVirtualizer({ initialOffset: before_leaving?.scrollY ?? 0, count: rows.length, getScrollElement: () => view.current, estimateSize: () => row_height, overscan: 8 });
  const items = virtual.getVirtualItems();
  const acts = useRef({ on_open, on_rest });
  acts.current = { on_open, on_rest };
  const open = useCallback((row: T) => acts.current.on_open(row), []);
  const rest = useRest<T>(useCallback((row: T) => acts.current.on_rest?.(row), []));
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div ref={view} data-scroll-restoration-id={place} className={styles.view} tabIndex={0} role="region" aria-label={`${name}, ${rows.length} rows`}>
      <table className={styles.table} data-few={columns.length < 4 || undefined} aria-rowcount={rows.length + 1}>
        <Widths columns={columns} />
        <thead>
          <tr aria-rowindex={1}>{columns.map((column) => <Head key={column.key} column={column} sort={sort} on_sort={on_sort} />)}</tr>
        </thead>
        <tbody>
          {before > 0 && <Gap height={before} columns={columns.length} />}
          {items.map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            return <Row key={row.id} row={row} place={item.index + 2} columns={columns as Column<{ id: string }>[]} is_chosen={row.id === chosen} on_open={open as (row: object) => void} on_rest={rest as (row?: object) => void} />;
          })}
          {after > 0 && <Gap height={after} columns={columns.length} />}
        </tbody>
      </table>
    </div>
  );
}

/** Calls `act` for what was named last, once it has been so for a moment; naming nothing takes it back. */
function useRest<T>(act: (one: T) => void): (one?: T) => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  return useCallback((one?: T) => {
    clearTimeout(timer.current);
    if (one !== undefined) timer.current = setTimeout(() => act(one), rest_ms);
  }, [act]);
}

interface RowProps {
  row: { id: string };
  place: number;
  columns: Column<{ id: string }>[];
  is_chosen: boolean;
  on_open: (row: object) => void;
  on_rest: (row?: object) => void;
}

/** Drawn again only where the row or its place is another: most are not, at a key press or a turn of the wheel. */
const Row = memo(function Row({ row, place, columns, is_chosen, on_open, on_rest }: RowProps): ReactNode {
  return (
    <tr aria-rowindex={place} data-chosen={is_chosen || undefined} onClick={() => on_open(row)} onPointerEnter={() => on_rest(row)} onPointerLeave={() => on_rest()}>
      {columns.map((column, index) => (
        <td key={column.key} title={column.text(row)}>
          {index === 0
            ? <button type="button" className={styles.open} onClick={(event) => { event.stopPropagation(); on_open(row); }}>{column.draw?.(row) ?? column.text(row)}</button>
            : column.draw?.(row) ?? column.text(row)}
        </td>
      ))}
    </tr>
  );
});

/** Every column has its parts of the width, so that the last one ends where the table does. */
function Widths<T>({ columns }: { columns: Column<T>[] }): ReactNode {
  const all = columns.reduce((sum, column) => sum + part_of(column), 0);
  return <colgroup>{columns.map((column) => <col key={column.key} ref={(col) => { col?.style.setProperty("width", `${(100 * part_of(column)) / all}%`); }} />)}</colgroup>;
}

/** Room for the rows that are not drawn. React sets the height by script, which the content policy allows. */
function Gap({ height, columns }: { height: number; columns: number }): ReactNode {
  return <tr aria-hidden><td colSpan={columns} ref={(cell) => { cell?.style.setProperty("height", `${height}px`); }} className={styles.gap} /></tr>;
}

function Head<T>({ column, sort, on_sort }: { column: Column<T>; sort: string; on_sort: (sort: string) => void }): ReactNode {
  const is_up = sort === column.key;
  const is_down = sort === `-${column.key}`;
  const Sign = is_down ? ArrowDown : ArrowUp;
  return (
    <th scope="col" aria-sort={is_up ? "ascending" : is_down ? "descending" : "none"}>
      <button type="button" onClick={() => on_sort(is_up ? `-${column.key}` : column.key)}>{column.label}{(is_up || is_down) && <Sign aria-hidden size={13} />}</button>
    </th>
  );
}

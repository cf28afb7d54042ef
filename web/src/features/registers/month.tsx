import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { weeks_of, type Ending } from "@/features/registers/endings";
import styles from "@/features/registers/register.module.css";
import { Line, Lines } from "@/ui/lines";
import { Section } from "@/ui/page";
import { Pill } from "@/ui/pill";
import { from_now, nearness, when } from "@/ui/words";

const month_format = new Intl.DateTimeFormat(undefined, { month: "long", year: "numeric", timeZone: "UTC" });
const weekday_format = new Intl.DateTimeFormat(undefined, { weekday: "short", timeZone: "UTC" });
const weekday_name_format = new Intl.DateTimeFormat(undefined, { weekday: "long", timeZone: "UTC" });
/** A Monday and the days behind it. */
const weekdays = [5, 6, 7, 8, 9, 10, 11].map((day) => new Date(Date.UTC(2026, 0, day)));

/** A month as a calendar, with what ends in it; of one day alone where one is chosen. */
export function Month({ month, list, day, name }: { month: string; list: Ending[]; day: string | undefined; name: (id: string) => string }): ReactNode {
  const label = month_format.format(new Date(`${month}-01T00:00:00Z`));
  const chosen = day?.startsWith(month) ? day : undefined;
  const shown = chosen ? list.filter((one) => one.day === chosen) : list;
  return (
    <Section title={label} note={chosen ? `${shown.length} of ${list.length}, on ${when(chosen)}` : `${list.length}`}>
      <table className={styles.calendar} aria-label={`Days of ${label}`}>
        <thead><tr>{weekdays.map((one) => <th key={one.getTime()} scope="col" abbr={weekday_name_format.format(one)}>{weekday_format.format(one)}</th>)}</tr></thead>
        <tbody>
          {weeks_of(month).map((week) => (
            <tr key={week.find((one) => one !== undefined)}>
              {week.map((one, index) => <td key={weekdays[index]?.getTime()}>{one && <Day day={one} count={list.filter((ending) => ending.day === one).length} is_chosen={one === chosen} />}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
      <Lines label={label}>
        {shown.map((one) => (
          <Line key={one.id} title={<><Link to={one.to as "/"}>{one.what}</Link><Pill word={nearness(one.day)} /></>}
            note={<>{one.kind}{one.title && ` on ${name(one.title)}`}: <time dateTime={one.day}>{when(one.day)}</time>, {from_now(`${one.day}T23:59:59Z`)}</>} />
        ))}
      </Lines>
    </Section>
  );
}

/** A day opens what ends on it; once it is open, it opens the whole month again. */
function Day({ day, count, is_chosen }: { day: string; count: number; is_chosen: boolean }): ReactNode {
  const number = Number(day.slice(8));
  if (count === 0) return <span>{number}</span>;
  return (
    <Link from="/expiry" to="/expiry" search={({ day: _, ...before }) => (is_chosen ? before : { ...before, day })} replace resetScroll={false} className={styles.day} aria-current={is_chosen ? "date" : undefined}
      aria-label={is_chosen ? `${when(day)}: show the whole month` : `${when(day)}: ${count} ${count === 1 ? "ends" : "end"}`}>{number}</Link>
  );
}

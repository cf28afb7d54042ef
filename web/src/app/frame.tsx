import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import { useLive } from "@/api/live";
import { inbox_query, session_query } from "@/api/queries";
import { Account } from "@/app/account";
import styles from "@/app/frame.module.css";
import { places } from "@/app/places";
import { SignedIn, useSession } from "@/app/session";
import { Mark } from "@/ui/mark";

const load_command_bar = () => import("@/app/command_bar");
const CommandBar = lazy(() => load_command_bar().then((module) => ({ default: module.CommandBar })));

export function Root(): ReactNode {
  return <Outlet />;
}

export function Outside(): ReactNode {
  return (
    <div className={styles.outside}>
      <header><Mark /></header>
      <main className={styles.sheet}><Outlet /></main>
    </div>
  );
}

/** Says which screen came up, for those who do not see it, and puts the focus there. */
function Announcer(): ReactNode {
  const { pathname } = useLocation();
  const [said, set_said] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => set_said(document.title), 300);
    return () => clearTimeout(timer);
  }, [pathname]);
  return <p className="unseen" role="status">{said}</p>;
}

function Ways(): ReactNode {
  const session = useSession();
  const ways = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // Where the ways stand in a row (frame.module.css), the one that is shown is in sight.
  useEffect(() => { if (matchMedia("(max-width: 52rem)").matches) ways.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: "nearest", inline: "center" }); }, [pathname]);
  const waiting = useQuery(inbox_query).data?.items.length ?? 0;
  return (
    <nav ref={ways} className={styles.ways} aria-label="Main">
      {places.filter((place) => place.allowed(session)).map((place) => (
        <Link key={place.to} to={place.to as "/inbox"} className={styles.way} activeProps={{ className: styles.here ?? "", "aria-current": "page" }}>
          <place.icon aria-hidden size={18} />
          <span>{place.label}</span>
          {place.to === "/inbox" && waiting > 0 && <span className={styles.count}>{waiting}<span className="unseen"> waiting</span></span>}
        </Link>
      ))}
    </nav>
  );
}

function useCommandKey(open: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      open();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [open]);
}

export function Inside(): ReactNode {
  const session = useQuery(session_query).data;
  const { href } = useLocation();
  const navigate = useNavigate();
  const [is_searching, set_searching] = useState(false);
  useLive(Boolean(session));
  useCommandKey(() => set_searching(true));
  // There before its key is pressed, so that no letter typed after it is lost.
  useEffect(() => { const timer = setTimeout(() => void load_command_bar(), 1_000); return () => clearTimeout(timer); }, []);
  // Once a session: while the way to signing in loads, the address is that of signing in already.
  const left_at = useRef(href);
  left_at.current = session ? href : left_at.current;
  useEffect(() => {
    if (session === null) void navigate({ to: "/sign-in", search: { to: left_at.current } });
  }, [session, navigate]);
  if (!session) return null;
  return (
    <SignedIn value={session}>
      <div className={styles.frame}>
        <a href="#main" className={styles.skip}>Skip to the screen</a>
        <header className={styles.bar} data-screen-only>
          <Link to="/" aria-label="Goodgate, to your first screen" className={styles.home}><Mark /></Link>
          <button type="button" className={styles.search} onClick={() => set_searching(true)}>
            <Search aria-hidden size={16} /><span>Search or do</span><kbd aria-hidden>Ctrl K</kbd>
          </button>
          <Ways />
          <Account />
        </header>
        <main id="main" tabIndex={-1} className={styles.main}><Outlet /></main>
        <Announcer />
        {is_searching && <Suspense><CommandBar on_close={() => set_searching(false)} /></Suspense>}
      </div>
    </SignedIn>
  );
}

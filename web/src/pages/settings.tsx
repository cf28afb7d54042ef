import { Link, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { NotFound } from "@/app/not_found";
import { useSession } from "@/app/session";
import tabs from "@/features/registers/register.module.css";
import { BackUp } from "@/features/settings/back_up";
import { Companies } from "@/features/settings/companies";
import { Holds } from "@/features/settings/holds";
import { Keys } from "@/features/settings/keys";
import { Mail } from "@/features/settings/mail";
import { type Part, parts } from "@/features/settings/parts";
import { People } from "@/features/settings/people";
import { SignInSettings } from "@/features/settings/sign_in";
import { Webhooks } from "@/features/settings/webhooks";
import { Empty } from "@/ui/fetched";
import { Page } from "@/ui/page";

const screens: Record<Part, () => ReactNode> = {
  people: () => <People />, companies: () => <Companies />, "sign-in": () => <SignInSettings />, keys: () => <Keys />,
  webhooks: () => <Webhooks />, mail: () => <Mail />, "back-up": () => <BackUp />, holds: () => <Holds />,
};

export function SettingsPage(): ReactNode {
  const { part } = useParams({ from: "/inside/settings/$part" });
  const session = useSession();
  const chosen = parts.find((one) => one.id === part);
  if (!chosen) return <NotFound />;
  return (
    <Page title={chosen.label} above="Settings">
      <nav className={tabs.tabs} aria-label="Settings">
        {parts.filter((one) => one.allowed(session)).map((one) => <Link key={one.id} to="/settings/$part" params={{ part: one.id }} className={tabs.tab} aria-current={one.id === part ? "page" : undefined}>{one.label}</Link>)}
      </nav>
      {chosen.allowed(session) ? screens[chosen.id]() : <Empty title="Not for your roles">An administrator keeps the settings. Ask one for what you need.</Empty>}
    </Page>
  );
}

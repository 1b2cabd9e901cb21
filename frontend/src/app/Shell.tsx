import { useQuery } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { businessQuery } from "@/bridge/business";
import { shopsQuery } from "@/bridge/shops";
import { StartPage } from "@/features/start/StartPage";
import { DoneProvider } from "@/ui/DoneProvider";
import { ShopProvider } from "@/ui/shop";
import { KeysHelp } from "./KeysHelp";
import { NoShop } from "./NoShop";
import { Palette } from "./Palette";
import { SampleBar } from "./SampleBar";
import styles from "./Shell.module.css";
import { Sidebar } from "./Sidebar";
import { useShortcuts } from "./useShortcuts";

/** The frame around every screen. It asks for the shop once and waits for it silently; where there is none, it is made. */
export function Shell() {
  const shops = useQuery(shopsQuery);
  const none = shops.data && !shops.data.own && !shops.data.sample;
  const { data: shop, error, refetch } = useQuery({ ...businessQuery, enabled: !none });
  const { help, palette } = useShortcuts();
  if (none) return <StartPage />;
  if (!shop) return error ? <NoShop error={error} onRetry={() => void refetch()} /> : null;
  return (
    <ShopProvider shop={shop}>
      <DoneProvider>
        <div className={styles.shell} data-sample={shops.data?.sample || undefined}>
          {shops.data?.sample && <SampleBar />}
          <Sidebar onFind={palette.open} onHelp={help.open} />
          <main className={styles.main}>
            <Outlet />
          </main>
        </div>
        <Palette opened={palette.opened} onClose={palette.close} onHelp={help.open} />
        <KeysHelp opened={help.opened} onClose={help.close} />
      </DoneProvider>
    </ShopProvider>
  );
}

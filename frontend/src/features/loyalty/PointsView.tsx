import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { liabilityQuery, programQuery } from "@/bridge/loyalty";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { Section } from "@/ui/Section";
import { EarnForm } from "./EarnForm";
import styles from "./Loyalty.module.css";
import { Owed } from "./Owed";
import { ProgramForm } from "./ProgramForm";
import { useProgramWords } from "./programWords";

/** What the shop owes in points, and what it decided about them. */
export function PointsView() {
  const { t } = useTranslation();
  const program = useQuery(programQuery);
  const owed = useQuery(liabilityQuery);
  const words = useProgramWords();
  const [changing, setChanging] = useState<"" | "program" | "earn">("");
  const error = program.error ?? owed.error;
  const again = () => void Promise.all([program.refetch(), owed.refetch()]);
  if (error) return <ErrorState error={error} onRetry={again} />;
  if (!program.data || !owed.data) return <Loading />;
  return (
    <>
      <Owed owed={owed.data} worth={program.data.worth} />
      <Section title={t("loyalty.decided")}>
        <ul className={styles.facts}>
          {words(program.data).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <Group gap="xs">
          <Button variant="default" onClick={() => setChanging("program")}>
            {t("loyalty.change")}
          </Button>
          <Button variant="default" onClick={() => setChanging("earn")}>
            {t("loyalty.earn")}
          </Button>
        </Group>
      </Section>
      {changing === "program" && (
        <ProgramForm program={program.data} onClose={() => setChanging("")} />
      )}
      {changing === "earn" && <EarnForm onClose={() => setChanging("")} />}
    </>
  );
}

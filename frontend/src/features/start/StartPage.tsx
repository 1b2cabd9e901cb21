import { useTranslation } from "react-i18next";
import { CrownIcon } from "@/ui/CrownIcon";
import { BeginStep } from "./BeginStep";
import { BusinessStep } from "./BusinessStep";
import { LanguageStep } from "./LanguageStep";
import styles from "./Start.module.css";
import { STEPS } from "./start";
import { useStart } from "./useStart";

/** The first start: the language, what the shop is, and what to begin with. */
export function StartPage() {
  const { t } = useTranslation();
  const { begun, put, make } = useStart();
  const place = STEPS.indexOf(begun.step) + 1;
  return (
    <main className={styles.start}>
      <div className={styles.sheet}>
        <p className={styles.mark}>
          <CrownIcon size={20} />
          <strong>{t("app")}</strong>
          <span>{t("start.step", { place, of: STEPS.length })}</span>
        </p>
        {begun.step === "language" && <LanguageStep onNext={() => put({ step: "business" })} />}
        {begun.step === "business" && (
          <BusinessStep
            begun={begun}
            error={make.error}
            onChange={put}
            onBack={() => put({ step: "language" })}
            onNext={() => {
              make.reset();
              put({ step: "begin" });
            }}
          />
        )}
        {begun.step === "begin" && (
          <BeginStep
            name={begun.name}
            making={make.isPending}
            onMake={(to) => make.mutate(to)}
            onBack={() => put({ step: "business" })}
          />
        )}
      </div>
    </main>
  );
}

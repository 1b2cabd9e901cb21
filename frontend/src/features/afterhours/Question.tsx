import { Input, SegmentedControl } from "@mantine/core";
import { DateTimePicker } from "@mantine/dates";
import "dayjs/locale/id";
import { useTranslation } from "react-i18next";
import type { AfterHoursAnswer, AfterHoursQuestion } from "@/bridge/contract";
import { CustomerField } from "@/ui/CustomerField";
import { useLanguage } from "@/ui/shop";
import styles from "./AfterHours.module.css";
import { type AfterHoursSearch, SERVICES, STAFF, toLocalMinute } from "./question";

type Props = {
  question: AfterHoursQuestion;
  customer: AfterHoursAnswer["customer"];
  onChange: (change: AfterHoursSearch) => void;
};

export function Question({ question, customer, onChange }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <section className={styles.question} aria-label={t("after.question")}>
      <CustomerField
        description={t("after.unknown")}
        chosen={question.customer ? customer : null}
        onChoose={(customer) => onChange({ customer: customer?.code })}
      />
      <DateTimePicker
        label={t("after.at")}
        locale={language}
        valueFormat="D MMM YYYY, HH:mm"
        value={question.at.replace("T", " ")}
        onChange={(value) => onChange({ at: value ? toLocalMinute(value) : undefined })}
        timePickerProps={{
          hoursInputLabel: t("after.hours"),
          minutesInputLabel: t("after.minutes"),
        }}
        submitButtonProps={{ "aria-label": t("after.set_time") }}
      />
      <Input.Wrapper label={t("after.service")} labelElement="div">
        <SegmentedControl
          fullWidth
          aria-label={t("after.service")}
          value={question.service}
          onChange={(service) => onChange({ service })}
          data={SERVICES.map(({ value, key }) => ({ value, label: t(key) }))}
        />
      </Input.Wrapper>
      <Input.Wrapper label={t("after.staff")} labelElement="div">
        <SegmentedControl
          fullWidth
          aria-label={t("after.staff")}
          value={question.staff}
          onChange={(staff) => onChange({ staff })}
          data={STAFF.map(({ value, key }) => ({ value, label: t(key) }))}
        />
      </Input.Wrapper>
    </section>
  );
}

import { Button, Group, Stack } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { AddedCustomer } from "@/bridge/contract";
import { reasonKey } from "@/ui/duplicateWords";
import { Notice } from "@/ui/Notice";

/** The customer is saved; these others may be the same person. */
export function Duplicates({ added }: { added: AddedCustomer }) {
  const { t } = useTranslation();
  return (
    <Stack>
      <Notice title={t("add.maybe_same")}>
        {added.duplicates.map(({ id, code, name, reasons }) => (
          <div key={id}>
            <Link to="/customers/$ref" params={{ ref: code }}>
              {name}
            </Link>{" "}
            {code}: {reasons.map((reason) => t(reasonKey(reason))).join(", ")}
          </div>
        ))}
      </Notice>
      <Group justify="flex-end">
        <Button
          data-autofocus
          renderRoot={(props) => (
            <Link to="/customers/$ref" params={{ ref: added.code }} {...props} />
          )}
        >
          {t("add.open_new", { code: added.code })}
        </Button>
      </Group>
    </Stack>
  );
}

import { Button, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { AddedCustomer } from "@/bridge/contract";
import { addCustomer } from "@/bridge/customers";
import { ApiError } from "@/bridge/error";
import { DraftLine } from "@/ui/draft/DraftLine";
import { useDraft } from "@/ui/draft/useDraft";
import { FormError } from "@/ui/FormError";
import { FormFoot } from "@/ui/FormFoot";
import { HONORIFICS } from "@/ui/honorifics";
import { latePlace } from "@/ui/LateNote";
import { SamePhone } from "@/ui/SamePhone";

type Props = { onAdded: (added: AddedCustomer) => void; onCancel: () => void };

const EMPTY = { name: "", phone: "", honorific: "" };

export function AddCustomerForm({ onAdded, onCancel }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { value, put, left, forget } = useDraft("customer", () => EMPTY);
  const { name, phone, honorific } = value;

  const add = useMutation({
    mutationFn: addCustomer,
    onSuccess: async (added) => {
      forget();
      for (const key of ["customers", "business", "search"]) {
        void client.invalidateQueries({ queryKey: [key] });
      }
      if (added.duplicates.length > 0) return onAdded(added);
      await navigate({ to: "/customers/$ref", params: { ref: added.code } });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const phones = phone.trim() ? [phone.trim()] : [];
    const rest = { email: "", call_name: "", tags: [], kind: "external" } as const;
    add.mutate({ ...rest, tags: [], name: name.trim(), phones, honorific });
  };
  const field = add.error instanceof ApiError ? add.error.field : "";
  return (
    <form onSubmit={submit}>
      <Stack>
        <DraftLine left={left} />
        <TextInput
          data-autofocus
          required
          label={t("customer.name")}
          value={name}
          error={field === "name" && t("add.name_needed")}
          onChange={(event) => put({ name: event.currentTarget.value })}
        />
        <TextInput
          type="tel"
          label={t("customer.phone")}
          placeholder={t("add.phone_example")}
          value={phone}
          description={<SamePhone phone={phone} />}
          classNames={{ description: latePlace }}
          inputWrapperOrder={["label", "input", "error", "description"]}
          onChange={(event) => put({ phone: event.currentTarget.value })}
        />
        <NativeSelect
          label={t("customer.honorific")}
          value={honorific}
          onChange={(event) => put({ honorific: event.currentTarget.value })}
          data={HONORIFICS.map(({ value, key }) => ({ value, label: t(key) }))}
        />
        <FormError error={add.error} />
        <FormFoot>
          <Button
            variant="default"
            onClick={() => {
              forget();
              onCancel();
            }}
          >
            {t("cancel")}
          </Button>
          <Button type="submit" loading={add.isPending} disabled={!name.trim()}>
            {t("add.save")}
          </Button>
        </FormFoot>
      </Stack>
    </form>
  );
}

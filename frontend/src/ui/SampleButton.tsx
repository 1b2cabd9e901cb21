import IconEye from "@icons/IconEye.mjs";
import { Button, type ButtonProps } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { FormError } from "./FormError";
import { useSample } from "./useSample";

/** Shows an invented shop, where one is not shown already. */
export function SampleButton({ variant = "default" }: Pick<ButtonProps, "variant">) {
  const { t } = useTranslation();
  const { shown, look } = useSample();
  if (shown) return null;
  return (
    <>
      <Button
        variant={variant}
        leftSection={<IconEye size={16} />}
        loading={look.isPending}
        onClick={() => look.mutate()}
      >
        {t("sample.look")}
      </Button>
      {look.error && <FormError error={look.error} />}
    </>
  );
}

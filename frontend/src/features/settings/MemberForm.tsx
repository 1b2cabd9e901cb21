import { Button, Modal, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Member, MemberChange, NotedMember, Role } from "@/bridge/contract";
import { addMember, changeMember, departmentsQuery } from "@/bridge/staff";
import { toMajor, toMinor } from "@/lib/money";
import { FormError } from "@/ui/FormError";
import { FormFoot } from "@/ui/FormFoot";
import { fieldOf } from "@/ui/fieldOf";
import { MoneyInput } from "@/ui/MoneyInput";
import { useShop } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import { ROLES } from "./roles";

const words = (text: string) =>
  text
    .split(",")
    .map((word) => word.trim())
    .filter(Boolean);

/** Who she is, what she can do, and what she may give without asking. */
export function MemberForm({ known, onClose }: { known: Member | null; onClose: () => void }) {
  const { t } = useTranslation();
  const { exponent } = useShop();
  const { data: departments = [] } = useQuery(departmentsQuery);
  const [name, setName] = useState(known?.name ?? "");
  const [role, setRole] = useState<Role>(known?.role ?? "staff");
  const [skills, setSkills] = useState(known?.skills.join(", ") ?? "");
  const [department, setDepartment] = useState(known?.department ?? "");
  const [remedy, setRemedy] = useState<number | "">(known ? toMajor(known.remedy, exponent) : "");
  const act = useAct({
    run: ({ left, ...given }: MemberChange & { name: string; role: Role }) =>
      known ? changeMember(known.code, { ...given, left }) : addMember(given),
    said: ({ name: who, left }: NotedMember) =>
      left ? t("staff.left_said", { name: who }) : t("staff.saved_said", { name: who }),
    code: ({ code }) => code,
    after: onClose,
  });
  const given = {
    name: name.trim(),
    role,
    department,
    skills: words(skills),
    remedy: toMinor(remedy || 0, exponent),
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.mutate(given);
  };
  const field = fieldOf(act.error);
  return (
    <Modal
      opened
      onClose={onClose}
      title={known ? t("staff.edit_title", { name: known.name }) : t("staff.add")}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            data-autofocus
            label={t("staff.name")}
            value={name}
            error={field === "name" && t("staff.name_wrong")}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <NativeSelect
            label={t("staff.role")}
            value={role}
            onChange={(event) => setRole(event.currentTarget.value as Role)}
            data={Object.entries(ROLES).map(([value, key]) => ({ value, label: t(key) }))}
          />
          {departments.length > 0 && (
            <NativeSelect
              label={t("staff.department")}
              value={department}
              onChange={(event) => setDepartment(event.currentTarget.value)}
              data={[
                { value: "", label: t("staff.no_department") },
                ...departments.map((one) => ({ value: one.code, label: one.name })),
              ]}
            />
          )}
          <TextInput
            label={t("staff.skills")}
            placeholder={t("staff.skills_example")}
            value={skills}
            onChange={(event) => setSkills(event.currentTarget.value)}
          />
          <MoneyInput
            label={t("staff.remedy")}
            description={t("staff.remedy_note")}
            value={remedy}
            onChange={setRemedy}
          />
          <FormError error={field === "name" ? null : act.error} />
          <FormFoot justify={known ? "space-between" : "flex-end"}>
            {known && (
              <Button
                variant="subtle"
                color="gray"
                onClick={() => act.mutate({ ...given, left: true })}
              >
                {t("staff.leave")}
              </Button>
            )}
            <Button type="submit" loading={act.isPending} disabled={!name.trim()}>
              {t("staff.save")}
            </Button>
          </FormFoot>
        </Stack>
      </form>
    </Modal>
  );
}

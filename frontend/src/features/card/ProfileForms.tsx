import { useQuery } from "@tanstack/react-query";
import type { Card } from "@/bridge/contract";
import { fieldsQuery } from "@/bridge/fields";
import { profileQuery } from "@/bridge/profile";
import { ConsentForm } from "./ConsentForm";
import { FieldsForm } from "./FieldsForm";
import { JoinForm } from "./JoinForm";
import { MemberForm } from "./MemberForm";
import { RelationsForm } from "./RelationsForm";
import { useCardEdit } from "./useCardEdit";

/** The form that the address names, of what is known of a customer. */
export function ProfileForms({ card }: { card: Card }) {
  const { edit, setEdit } = useCardEdit();
  const { data: profile } = useQuery(profileQuery(card.code));
  const { data: own } = useQuery(fieldsQuery);
  if (!profile || !own) return null;
  const form = { card, profile, onClose: () => setEdit() };
  switch (edit) {
    case "member":
      return <MemberForm {...form} />;
    case "relations":
      return <RelationsForm {...form} />;
    case "groups":
      return <JoinForm {...form} />;
    case "consent":
      return <ConsentForm card={card} onClose={form.onClose} />;
    case "fields":
      return own.fields.length > 0 ? <FieldsForm {...form} fields={own.fields} /> : null;
    default:
      return null;
  }
}

import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Message, Name } from "@/bridge/contract";
import { Initials } from "@/ui/Initials";
import { MessageActs } from "@/ui/message/MessageActs";
import { PURPOSES } from "@/ui/message/purposes";
import { When } from "@/ui/When";
import styles from "./Outreach.module.css";

type Props = { message: Message; who: Name; first: boolean };

/** One message as it will stand in the chat, to whom, what for, and what to do next. */
export function MessageItem({ message, who, first }: Props) {
  const { t } = useTranslation();
  return (
    <li className={styles.message}>
      <header>
        <Initials id={who.id} name={who.name} />
        <Link to="/customers/$ref" params={{ ref: message.customer }} className={styles.name}>
          {who.name}
        </Link>
        <span>{t(PURPOSES[message.purpose])}</span>
        {message.about && <span>{message.about}</span>}
        <span>
          <When at={message.at} />
        </span>
      </header>
      <p className={styles.words}>{message.text}</p>
      <MessageActs message={message} name={who.name} first={first} />
    </li>
  );
}

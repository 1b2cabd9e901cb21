// Sentences: a text of the manifest with its figures, in Indonesian and in
// English, word for word as Raja itself says them.

const months = {
  id: [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
  ],
  en: [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
  ],
};
const weekdays = {
  id: ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"],
  en: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
};

// Digits after the point that are not two, as in core/money.
const digits = {
  0: "ADP AFN ALL AMD BIF BYR CLP COP DJF ESP GNF GYD IDR IQD IRR ISK ITL JPY KMF KPW KRW LAK LBP LUF MGA MGF MMK MNT MRO MUR PKR PYG RSD RWF SLL SOS STD SYP TMM TRL TZS UGX UYI UZS VND VUV XAF XOF XPF YER ZMK ZWD",
  3: "BHD JOD KWD LYD OMR TND",
  4: "CLF",
};

/** The decimal digits of a currency: 0 for the rupiah here, 2 for the dollar. */
export function exponentOf(currency) {
  const special = Object.keys(digits).find((n) => digits[n].split(" ").includes(currency));
  return special === undefined ? 2 : Number(special);
}

const shown = /^[0-3](:(money|date|minutes|time|datetime|ago|times))?$/;

/** Refuses a text with a placeholder that means nothing; `what` names it. */
export function checkText(text, what) {
  if (!text) throw new Error(`${what} needs words in id and en`);
  const rest = text.replace(/\{([^{}]*)\}/g, (whole, body) => {
    if (!shown.test(body)) throw new Error(`${what}: placeholder "${whole}" is unknown`);
    return "";
  });
  if (/[{}]/.test(rest)) throw new Error(`${what}: a brace stands alone in "${text}"`);
}

/** A text with its figures. voice is {lang, currency, zone}; zone is minutes to add to UTC. */
export function say(text, args, voice) {
  return text.replace(/\{(\d)(?::(\w+))?\}/g, (_, arg, kind) =>
    figure(kind ?? "number", BigInt(args[arg]), voice),
  );
}

// The years 1 to 9999, in milliseconds since 1970.
const firstMs = -62_135_596_800_000n;
const lastMs = 253_402_300_799_999n;

function figure(kind, n, voice) {
  const pick = (id, en) => (voice.lang === "en" ? en : id);
  const many = grouped(n, pick(".", ","));
  switch (kind) {
    case "number":
      return many;
    case "money":
      return money(n, voice, pick);
    case "minutes":
      return minutes(n > 0n ? n : 0n, pick);
    case "ago":
      if (n <= 0n) return pick("hari ini", "today");
      return n === 1n ? pick("kemarin", "yesterday") : many + pick(" hari lalu", " days ago");
    case "times":
      if (voice.lang === "en" && (n === 1n || n === 2n)) return n === 1n ? "once" : "twice";
      return many + pick(" kali", " times");
  }
  // Zero, where it would be a moment or a day, means that there is none.
  if (n === 0n) return pick("belum ditentukan", "not set yet");
  const ms = kind === "date" ? n * 86_400_000n : n;
  if (ms < firstMs || ms > lastMs) return pick("di luar kalender", "beyond the calendar");
  const at = Number(ms) + (kind === "date" ? 0 : voice.zone * 60_000);
  return moment(kind, new Date(at), voice.lang === "en" ? "en" : "id");
}

function grouped(n, group) {
  return String(n).replace(/\B(?=(\d{3})+$)/g, group);
}

function money(n, { currency }, pick) {
  const exponent = exponentOf(currency);
  const all = String(n < 0n ? -n : n).padStart(exponent + 1, "0");
  const whole = grouped(all.slice(0, all.length - exponent), pick(".", ","));
  const fraction = exponent > 0 ? pick(",", ".") + all.slice(-exponent) : "";
  const sign = { IDR: "Rp", USD: "$" }[currency] ?? `${currency}\u00a0`;
  return (n < 0n ? "-" : "") + sign + whole + fraction;
}

/** A length of time in its two largest units. */
function minutes(n, pick) {
  const units = [
    [n / 1440n, pick("hari", "d")],
    [(n / 60n) % 24n, pick("jam", "h")],
    [n % 60n, pick("menit", "min")],
  ];
  const first = n >= 1440n ? 0 : n >= 60n ? 1 : 2;
  return units
    .slice(first, first + 2)
    .filter(([count], i) => i === 0 || count > 0n)
    .map((unit) => unit.join(" "))
    .join(" ");
}

function moment(kind, t, lang) {
  const two = (n) => String(n).padStart(2, "0");
  const clock = two(t.getUTCHours()) + (lang === "en" ? ":" : ".") + two(t.getUTCMinutes());
  if (kind === "time") return clock;
  const date = `${t.getUTCDate()} ${months[lang][t.getUTCMonth()]} ${t.getUTCFullYear()}`;
  if (kind === "date") return date;
  return `${weekdays[lang][t.getUTCDay()]}, ${date} ${lang === "en" ? "at" : "pukul"} ${clock}`;
}

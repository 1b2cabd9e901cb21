// What a person, or a screen reader, finds on the page: by role and name.
(() => {
  const ROLES = {
    alert: "[role=alert]",
    button: "button, [role=button]",
    combobox: "select, [role=combobox]",
    dialog: "[role=dialog]",
    grid: "[role=grid]",
    heading: "h1, h2, h3",
    link: "a[href]",
    list: "ul, ol",
    option: "[role=option]",
    radio: "input[type=radio]",
    region: "section[aria-label]",
    row: "[role=grid] [role=row]",
    searchbox: "input[type=search]",
    textbox: "input:not([type]), input[type=text], input[type=tel], textarea",
  };
  const plain = (text) => (text ?? "").replace(/\s+/g, " ").trim();
  const shown = (element) => element.getClientRects().length > 0;
  const labelled = (element) =>
    (element.getAttribute("aria-labelledby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent ?? "")
      .join(" ");
  const name = (element) =>
    plain(
      element.getAttribute("aria-label") ||
        plain(labelled(element)) ||
        element.labels?.[0]?.textContent ||
        element.innerText ||
        element.placeholder,
    );

  const all = (role, wanted) => {
    const found = [...document.querySelectorAll(ROLES[role])].filter(shown);
    const exact = found.filter((element) => name(element) === wanted);
    return exact.length > 0 ? exact : found.filter((element) => name(element).includes(wanted));
  };
  const set = (element, value) =>
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), "value").set.call(element, value);
  const tell = (element, kind) => element.dispatchEvent(new InputEvent(kind, { bubbles: true }));

  window.finder = {
    count: (role, wanted) => all(role, wanted).length,
    text: (role, wanted) => plain(all(role, wanted)[0]?.innerText),
    attribute: (role, wanted, key) => all(role, wanted)[0]?.getAttribute(key) ?? "",
    says: (wanted) => plain(document.body.innerText).includes(plain(wanted)),
    click(role, wanted) {
      const element = all(role, wanted).find((each) => !each.disabled);
      element?.click();
      return element !== undefined;
    },
    type(role, wanted, text) {
      const element = all(role, wanted)[0];
      element?.focus();
      for (const letter of element ? text : "") {
        set(element, element.value + letter);
        tell(element, "input");
      }
      return element !== undefined;
    },
    press(key, mod = "") {
      const target = document.activeElement ?? document.body;
      const code = key.length === 1 ? `Key${key.toUpperCase()}` : key;
      const pressed = { key, code, ctrlKey: mod === "Control", bubbles: true, cancelable: true };
      target.dispatchEvent(new KeyboardEvent("keydown", pressed));
      return true;
    },
    // Lets go of what hangs over the page, as somebody who misses the field does.
    dropped: () =>
      ["dragover", "drop"].every((kind) => {
        const over = { dataTransfer: new DataTransfer(), bubbles: true, cancelable: true };
        return !document.body.dispatchEvent(new DragEvent(kind, over));
      }),
    choose(role, wanted, value) {
      const element = all(role, wanted)[0];
      if (![...(element?.options ?? [])].some((option) => option.value === value)) return false;
      set(element, value);
      return tell(element, "change");
    },
  };
})();

// What a rule may call: raja.log, raja.fail, and the ten functions of WASI
// that Go programs carry. They reach nothing: no arguments, no environment, a
// clock that starts at the moment asked about, chance that is always the same.

const most = 8 << 10; // bytes of log that one call may leave
const [ok, badFd, fault] = [0, 8, 21];

/** How a rule ends a call: with its own words, at a row and a field. */
export class Stopped extends Error {
  constructor(message, row = -1, field = -1) {
    super(message);
    Object.assign(this, { row, field });
  }
}

/** What the host keeps of one call while the rule runs. */
export class Visit {
  memory = null;

  begin(unixMs) {
    this.log = "";
    this.stderr = "";
    this.clock = BigInt(unixMs) * 1_000_000n; // nanoseconds; moves as it is read
    this.seed = 1n;
  }

  get view() {
    return new DataView(this.memory.buffer);
  }

  /** A text of the rule's memory; outside of it this throws a RangeError. */
  text(at, length) {
    return new TextDecoder().decode(new Uint8Array(this.memory.buffer, at >>> 0, length >>> 0));
  }

  keep(where, text) {
    this[where] = (this[where] + text).slice(0, most);
  }

  /** The time moves on when it is read, so that a loop which waits for it ends. */
  tick() {
    this.clock += 1000n;
    return this.clock;
  }

  /** One byte of the fixed sequence (xorshift64*). */
  chance() {
    let s = this.seed;
    s ^= s >> 12n;
    s = BigInt.asUintN(64, s ^ (s << 25n));
    s ^= s >> 27n;
    this.seed = s;
    return Number(BigInt.asUintN(64, s * 0x2545f4914f6cdd1dn) >> 56n);
  }
}

/** The two modules that a rule may import. */
export function importsOf(visit) {
  return { raja: raja(visit), wasi_snapshot_preview1: guarded(wasi(visit)) };
}

function raja(visit) {
  const read = (name, at, length) => {
    try {
      return visit.text(at, length);
    } catch {
      throw new Stopped(`${name} points outside the memory`);
    }
  };
  return {
    log: (_level, at, length) => visit.keep("log", `${read("raja.log", at, length).replaceAll("\n", "\\n")}\n`),
    fail(row, field, at, length) {
      throw new Stopped(read("raja.fail", at, Math.min(most, length >>> 0)), row, field);
    },
  };
}

function wasi(visit) {
  const none = (count, size) => {
    visit.view.setUint32(count >>> 0, 0, true);
    visit.view.setUint32(size >>> 0, 0, true);
  };
  return {
    args_get: () => ok,
    args_sizes_get: none,
    environ_get: () => ok,
    environ_sizes_get: none,
    sched_yield: () => ok,
    clock_time_get: (_id, _precision, out) =>
      visit.view.setBigUint64(out >>> 0, BigInt.asUintN(64, visit.tick()), true),
    random_get(at, length) {
      new Uint8Array(visit.memory.buffer, at >>> 0, length >>> 0).forEach((_, i, all) => {
        all[i] = visit.chance();
      });
    },
    fd_write: (fd, list, count, written) => write(visit, fd, list >>> 0, count >>> 0, written >>> 0),
    poll_oneoff: (subscriptions, events, count, answered) =>
      poll(visit, subscriptions >>> 0, events >>> 0, count >>> 0, answered >>> 0),
    proc_exit(code) {
      throw Object.assign(new Stopped(`it ended itself with code ${code >>> 0}`), { ended: true });
    },
  };
}

/** Answers an errno of each call; memory outside the rule's own is a fault. */
function guarded(calls) {
  const guard =
    (call) =>
    (...args) => {
      try {
        return call(...args) ?? ok;
      } catch (error) {
        if (error instanceof RangeError) return fault;
        throw error;
      }
    };
  return Object.fromEntries(Object.entries(calls).map(([name, call]) => [name, guard(call)]));
}

/** Keeps what goes to standard output and error; claims to have written all. */
function write(visit, fd, list, count, written) {
  if (fd !== 1 && fd !== 2) return badFd;
  let sum = 0;
  for (let i = 0; i < Math.min(count, 1024); i++) {
    const length = visit.view.getUint32(list + 8 * i + 4, true);
    visit.keep("stderr", visit.text(visit.view.getUint32(list + 8 * i, true), length));
    sum += length;
  }
  visit.view.setUint32(written, sum, true);
}

// A subscription has 48 bytes: user data 0, type 8 (0 is the clock), timeout
// 24, flags 40 (bit 0: an instant). An event has 32: user data 0, type 10.
/** Answers every wait at once; a sleep moves the clock instead, never back. */
function poll(visit, subscriptions, events, count, answered) {
  const view = visit.view;
  for (let i = 0; i < Math.min(count, 1024); i++) {
    const from = subscriptions + 48 * i;
    const to = events + 32 * i;
    new Uint8Array(visit.memory.buffer, to, 32).fill(0);
    view.setBigUint64(to, view.getBigUint64(from, true), true);
    const type = view.getUint8(from + 8);
    view.setUint8(to + 10, type);
    if (type !== 0) continue;
    const timeout = view.getBigInt64(from + 24, true);
    const target = view.getUint8(from + 40) & 1 ? timeout : visit.clock + timeout;
    if (target > visit.clock) visit.clock = target;
  }
  view.setUint32(answered, Math.min(count, 1024), true);
}

import assert from "node:assert/strict";
import test from "node:test";
import { importsOf, Visit } from "../imports.js";

function visit() {
  const one = new Visit();
  one.memory = new WebAssembly.Memory({ initial: 1 });
  one.begin(1_774_231_200_000);
  return { one, wasi: importsOf(one).wasi_snapshot_preview1, raja: importsOf(one).raja };
}

test("chance is the sequence that the host in Go gives, anew in each call", () => {
  const { one, wasi } = visit();
  const bytes = new Uint8Array(one.memory.buffer, 0, 12);
  const sequence = [71, 171, 185, 77, 14, 200, 208, 172, 86, 191, 127, 45];
  for (const _ of [1, 2]) {
    one.begin(0);
    assert.equal(wasi.random_get(0, 12), 0);
    assert.deepEqual([...bytes], sequence);
  }
});

test("the clock starts at the moment asked about and moves when it is read", () => {
  const { one, wasi } = visit();
  const read = () => {
    wasi.clock_time_get(0, 0n, 8);
    return one.view.getBigUint64(8, true);
  };
  assert.equal(read(), 1_774_231_200_000_001_000n);
  assert.equal(read(), 1_774_231_200_000_002_000n);
});

test("a sleep moves the clock, and never back", () => {
  const { one, wasi } = visit();
  for (const [flags, timeout, want] of [
    [0, 5_000n, 5_000n],
    [1, 0n, 5_000n],
  ]) {
    one.view.setBigInt64(100 + 24, timeout, true);
    one.view.setUint8(100 + 40, flags);
    assert.equal(wasi.poll_oneoff(100, 200, 1, 300), 0);
    assert.equal(one.clock - 1_774_231_200_000_000_000n, want);
  }
  assert.equal(one.view.getUint32(300, true), 1);
});

test("what is written to standard error is kept, up to 8 KiB, and files are refused", () => {
  const { one, wasi } = visit();
  new Uint8Array(one.memory.buffer, 1000, 9000).fill(65);
  one.view.setUint32(0, 1000, true);
  one.view.setUint32(4, 9000, true);
  assert.equal(wasi.fd_write(2, 0, 1, 8), 0);
  assert.equal(one.view.getUint32(8, true), 9000, "it claims to have written all");
  assert.equal(one.stderr.length, 8192);
  assert.equal(wasi.fd_write(3, 0, 1, 8), 8);
});

test("memory that is not the rule's is a fault, wherever it is named", () => {
  const { wasi, raja } = visit();
  for (const call of [
    () => wasi.random_get(65_530, 99),
    () => wasi.clock_time_get(0, 0n, -1),
    () => wasi.args_sizes_get(-4, 0),
    () => wasi.fd_write(1, 65_536, 1, 0),
    () => wasi.poll_oneoff(0, 65_530, 1, 0),
  ]) {
    assert.equal(call(), 21);
  }
  assert.throws(() => raja.log(0, 65_530, 99), /raja\.log points outside the memory/);
  assert.throws(() => raja.fail(1, 2, -1, 9), /raja\.fail points outside the memory/);
});

test("fail carries row and field, and proc_exit its code", () => {
  const { one, wasi, raja } = visit();
  new TextEncoder().encodeInto("why ⚡", new Uint8Array(one.memory.buffer));
  assert.throws(() => raja.fail(3, 14, 0, 7), { message: "why ⚡", row: 3, field: 14 });
  assert.throws(() => wasi.proc_exit(2), /ended itself with code 2/);
});

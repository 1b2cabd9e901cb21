// The rule of plugins/golden/segment as an Extism plugin: one record a call,
// as Extism has it. Built by hand with
//   clang --target=wasm32 -nostdlib -O2 -Wl,--no-entry -o rule.wasm rule.c
typedef unsigned int u32;
typedef int i32;
typedef unsigned long long u64;
typedef long long i64;

#define HOST(name) __attribute__((import_module("extism:host/env"), import_name(#name)))
HOST(input_load_u64) u64 input_load_u64(u64 at);
HOST(alloc) u64 extism_alloc(u64 size);
HOST(store_u64) void store_u64(u64 at, u64 value);
HOST(output_set) void output_set(u64 at, u64 size);

enum { AS_OF = 20526, OFTEN = 5, MUCH = 500000, AWAY = 60 };

static u32 low(u64 word) { return (u32)word; }
static u32 high(u64 word) { return (u32)(word >> 32); }

static u64 decide(void) {
  u32 flags = low(input_load_u64(16));
  i32 last_order_day = (i32)high(input_load_u64(32));
  u64 visited = input_load_u64(64);
  u32 visits = low(visited), orders_total = high(visited);
  i64 net = (i64)input_load_u64(80);
  i32 days = AS_OF - last_order_day;
  if (orders_total == 0) return 5;
  if (days > AWAY) return 4;
  if ((flags & 1) || (net >= MUCH && visits >= OFTEN)) return 1;
  if (visits >= OFTEN) return 2;
  return 3;
}

__attribute__((export_name("segment"))) i32 segment(void) {
  u64 at = extism_alloc(8);
  store_u64(at, decide());
  output_set(at, 8);
  return 0;
}

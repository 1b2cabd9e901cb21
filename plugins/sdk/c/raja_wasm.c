// raja_wasm.c is what a rule needs as a WebAssembly module and a native
// program gets elsewhere: the host's two functions, the arenas, the
// description, and the three functions that clang calls by itself.
#ifndef __wasm__

// A file of C declares something.
extern const char raja_wasm_is_not_used;

#else

#include "raja.h"

__attribute__((import_module("raja"), import_name("log"))) void host_log(uint32_t level, const char *text, uint32_t length);
__attribute__((import_module("raja"), import_name("fail"))) void host_fail(uint32_t row, int32_t field, const char *text, uint32_t length);

static uint32_t length_of(const char *text)
{
    uint32_t n = 0;
    while (text[n])
        n++;
    return n;
}

void raja_log(const char *line) { host_log(0, line, length_of(line)); }

_Noreturn void raja_fail(int32_t row, raja_field field, const char *message)
{
    uint32_t at = row == RAJA_THIS_ROW ? raja_deciding : (uint32_t)row;
    host_fail(at, field, message, length_of(message));
    __builtin_trap();
}

void RAJA_EXPORT(raja_abi_v1)(void);
void raja_abi_v1(void) {}

// raja_alloc hands out memory behind the module's own, for good.
extern uint8_t __heap_base;
static size_t next;

void *RAJA_EXPORT(raja_alloc)(uint32_t size);
void *raja_alloc(uint32_t size)
{
    if (next == 0)
        next = ((size_t)&__heap_base + 7) & ~(size_t)7;
    uint64_t end = ((uint64_t)next + size + 7) & ~UINT64_C(7);
    uint64_t have = (uint64_t)__builtin_wasm_memory_size(0) << 16;
    if (end > have && __builtin_wasm_memory_grow(0, (size_t)((end - have + 0xffff) >> 16)) == (size_t)-1)
        return NULL;
    void *given = (void *)next;
    next = (size_t)end;
    return given;
}

// A hook that the module does not serve has no note, and its address is 0.
extern const char raja_serves_segment __attribute__((weak));
extern const char raja_serves_loyalty __attribute__((weak));
extern const char raja_serves_after_hours __attribute__((weak));
extern const char raja_serves_follow_up __attribute__((weak));

static char description[128];
static uint32_t written;

static void say(const char *text)
{
    while (*text)
        description[written++] = *text++;
}

static void say_hook(const char *note, const char *entry)
{
    if (!note)
        return;
    if (description[written - 1] != '{')
        say(",");
    say(entry);
}

_Static_assert(RAJA_MAJOR == 1 && RAJA_MINOR == 3, "raja_describe writes these versions");

uint64_t RAJA_EXPORT(raja_describe)(void);
uint64_t raja_describe(void)
{
    written = 0;
    say("{\"abi\":1,\"schema\":3,\"hooks\":{");
    say_hook(&raja_serves_segment, "\"segment\":1");
    say_hook(&raja_serves_loyalty, "\"loyalty\":1");
    say_hook(&raja_serves_after_hours, "\"after_hours\":1");
    say_hook(&raja_serves_follow_up, "\"follow_up\":1");
    say("}}");
    return (uint64_t)(size_t)description << 32 | written;
}

// clang turns copies and fills of whole structs into calls of these.
__attribute__((no_builtin)) void *memcpy(void *restrict to, const void *restrict from, size_t n)
{
    for (size_t i = 0; i < n; i++)
        ((uint8_t *)to)[i] = ((const uint8_t *)from)[i];
    return to;
}

__attribute__((no_builtin)) void *memmove(void *to, const void *from, size_t n)
{
    if ((size_t)to <= (size_t)from)
        return memcpy(to, from, n);
    while (n-- > 0)
        ((uint8_t *)to)[n] = ((const uint8_t *)from)[n];
    return to;
}

__attribute__((no_builtin)) void *memset(void *to, int byte, size_t n)
{
    for (size_t i = 0; i < n; i++)
        ((uint8_t *)to)[i] = (uint8_t)byte;
    return to;
}

#endif

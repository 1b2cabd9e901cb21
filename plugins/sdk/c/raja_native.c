// raja_native.c lets a rule run as an ordinary program, in a test or under a
// debugger: what a rule says goes to standard error, and failing aborts, so
// that the debugger stops where the rule gave up.
#ifdef __wasm__

// A file of C declares something.
extern const char raja_native_is_not_used;

#else

#include <stdio.h>
#include <stdlib.h>

#include "raja.h"

void raja_log(const char *line) { fprintf(stderr, "%s\n", line); }

_Noreturn void raja_fail(int32_t row, raja_field field, const char *message)
{
    fprintf(stderr, "raja_fail: row %d, field %d: %s\n", (int)(row == RAJA_THIS_ROW ? (int32_t)raja_deciding : row), (int)field, message);
    abort();
}

#endif

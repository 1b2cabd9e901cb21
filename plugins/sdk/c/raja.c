// raja.c is the part of the SDK that every rule in C is compiled with: texts,
// settings, lines, the calendar. What differs between a WebAssembly module and
// a native program is in raja_wasm.c and raja_native.c.
#include "raja.h"

bool raja_same(raja_string a, raja_string b)
{
    if (a.length != b.length)
        return false;
    for (uint32_t i = 0; i < a.length; i++)
        if (a.bytes[i] != b.bytes[i])
            return false;
    return true;
}

bool raja_is(raja_string text, const char *other)
{
    for (uint32_t i = 0; i < text.length; i++)
        if (other[i] == 0 || text.bytes[i] != other[i])
            return false;
    return other[text.length] == 0;
}

// put adds words to a line of at most room bytes, its zero included, and
// returns where the line ends. What does not fit is left out.
static size_t put(char *line, size_t at, size_t room, const char *words)
{
    while (*words && at + 1 < room)
        line[at++] = *words++;
    line[at] = 0;
    return at;
}

uint32_t raja_question = 1;

const raja_setting *raja_find(const raja_shop *shop, const char *key, raja_memo *memo)
{
    for (uint32_t i = 0; i < shop->settings_count; i++)
        if (raja_is(shop->settings[i].key, key)) {
            *memo = (raja_memo){raja_question, key, &shop->settings[i]};
            return memo->found;
        }
    char message[160];
    size_t at = put(message, 0, sizeof message, "there is no setting \"");
    at = put(message, at, sizeof message, key);
    put(message, at, sizeof message, "\"; config.schema.json lacks it");
    raja_fail(RAJA_THIS_ROW, RAJA_NO_FIELD, message);
}

raja_string raja_word(const raja_shop *shop, raja_ref ref)
{
    if ((uint64_t)ref.off + ref.len > shop->heap.length)
        raja_fail(RAJA_THIS_ROW, RAJA_NO_FIELD, "raja: a text lies outside the input");
    return (raja_string){shop->heap.bytes + ref.off, ref.len};
}

const raja_line *raja_line_at(const raja_shop *shop, const raja_order *order, uint32_t i)
{
    uint64_t line = (uint64_t)order->lines_from + i;
    if (i >= order->lines_count || line >= shop->lines.count)
        raja_fail(RAJA_THIS_ROW, RAJA_NO_FIELD, "raja: there is no such line");
    return (const raja_line *)(const void *)((const uint8_t *)shop->lines.first + line * shop->lines.stride);
}

void raja_offer(raja_options *options, raja_after_hours_row row)
{
    if (options->count >= RAJA_MOST_OPTIONS)
        raja_fail(RAJA_THIS_ROW, RAJA_NO_FIELD, "raja: more than 8 options are offered");
    options->rows[options->count++] = row;
}

void raja_log_int(const char *what, int64_t number)
{
    char line[160], digits[21];
    size_t first = sizeof digits - 1;
    uint64_t rest = number < 0 ? -(uint64_t)number : (uint64_t)number;
    digits[first] = 0;
    do
        digits[--first] = (char)('0' + rest % 10);
    while (rest /= 10);
    size_t at = put(line, 0, sizeof line - sizeof digits - 3, what);
    at = put(line, at, sizeof line, number < 0 ? ": -" : ": ");
    put(line, at, sizeof line, &digits[first]);
    raja_log(line);
}

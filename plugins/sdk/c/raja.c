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

static const raja_setting *setting_called(const raja_shop *shop, const char *key)
{
    for (uint32_t i = 0; i < shop->settings_count; i++)
        if (raja_is(shop->settings[i].key, key))
            return &shop->settings[i];
    return NULL;
}

int64_t raja_int(const raja_shop *shop, const char *key)
{
    const raja_setting *setting = setting_called(shop, key);
    return setting ? setting->value : 0;
}

raja_string raja_text(const raja_shop *shop, const char *key)
{
    const raja_setting *setting = setting_called(shop, key);
    return setting ? setting->text : RAJA_STRING("");
}

raja_string raja_word(const raja_shop *shop, raja_ref ref)
{
    if ((uint64_t)ref.off + ref.len > shop->heap.length)
        raja_fail(RAJA_THIS_ROW, RAJA_NO_FIELD, "raja: a text lies outside the input");
    return (raja_string){shop->heap.bytes + ref.off, ref.len};
}

const raja_line *raja_line_at(raja_lines lines, uint32_t i)
{
    if (i >= lines.count)
        raja_fail(RAJA_THIS_ROW, RAJA_NO_FIELD, "raja: there is no such line");
    return (const raja_line *)(const void *)((const uint8_t *)lines.first + (size_t)i * lines.stride);
}

void raja_offer(raja_offers *offers, raja_after_hours_row row)
{
    if (offers->count >= RAJA_MOST_OFFERS)
        raja_fail(RAJA_THIS_ROW, RAJA_NO_FIELD, "raja: more than 8 options are offered");
    offers->rows[offers->count++] = row;
}

void raja_log_int(const char *what, int64_t number)
{
    char line[120];
    char digits[20];
    size_t at = 0, left = 0;
    uint64_t rest = number < 0 ? -(uint64_t)number : (uint64_t)number;
    do
        digits[left++] = (char)('0' + rest % 10);
    while (rest /= 10);
    while (what[at] && at < sizeof line - sizeof digits - 4) {
        line[at] = what[at];
        at++;
    }
    line[at++] = ':';
    line[at++] = ' ';
    if (number < 0)
        line[at++] = '-';
    while (left > 0)
        line[at++] = digits[--left];
    line[at] = 0;
    raja_log(line);
}

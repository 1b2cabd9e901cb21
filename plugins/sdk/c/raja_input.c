// raja_input.c reads a question: it finds the rows in the input's bytes and
// trusts none of them before they are known to fit.
#include "raja.h"

uint32_t raja_deciding;

// One instance serves one call at a time, so its settings may lie here. The
// host refuses a manifest with more than 255.
enum { MOST_SETTINGS = 255 };
static raja_setting settings[MOST_SETTINGS];

_Noreturn static void unreadable(const char *why) { raja_fail(RAJA_NO_ROW, RAJA_NO_FIELD, why); }

static const uint8_t *inside(const uint8_t *in, uint32_t size, uint32_t off, uint64_t length)
{
    if (off + length > size)
        unreadable("raja: the input is shorter than it says");
    return in + off;
}

// table finds count rows at off, each of at least `row` bytes.
static raja_table table(const uint8_t *in, uint32_t size, uint32_t off, uint32_t count, uint32_t stride, uint32_t row)
{
    if (count == 0)
        return (raja_table){0};
    if (stride < row || stride % 8 != 0 || off % 8 != 0)
        unreadable("raja: the input has rows shorter than this rule was built for");
    return (raja_table){inside(in, size, off, (uint64_t)count * stride), count, stride};
}

static void read_settings(raja_shop *shop, raja_table rows)
{
    if (rows.count > MOST_SETTINGS)
        unreadable("raja: the input has more than 255 settings");
    for (uint32_t i = 0; i < rows.count; i++) {
        const raja_config *row = (const raja_config *)(const void *)(rows.first + (size_t)i * rows.stride);
        settings[i] = (raja_setting){raja_word(shop, row->key), row->value, raja_word(shop, row->text)};
    }
    shop->settings = settings;
    shop->settings_count = rows.count;
}

// whole rounds thresholds in fifths down to whole numbers.
static void whole(int64_t to[4], const int64_t fifths[4])
{
    for (int i = 0; i < 4; i++)
        to[i] = fifths[i] / 5 - (fifths[i] % 5 < 0);
}

static void read_population(raja_population *to, const raja_header *h)
{
    to->given = h->population == 1;
    to->customers = h->customers;
    to->repeat_customers = h->repeat_customers;
    to->median_order = h->median_order;
    whole(to->r, h->r);
    whole(to->f, h->f);
    whole(to->m, h->m);
}

static void read_shop(raja_shop *shop, const raja_header *h)
{
    shop->now_unix_ms = h->now_unix_ms;
    shop->as_of_day = h->as_of_day;
    shop->tz_offset_min = h->tz_offset_min;
    shop->window_days = h->window_days;
    shop->exponent = h->exponent;
    for (int i = 0; i < 4; i++)
        shop->currency[i] = (char)(h->currency >> 8 * i);
    read_population(&shop->population, h);
}

raja_input raja_open(const void *in, uint32_t size)
{
    raja_input input = {0};
    const raja_header *h = in;
    raja_deciding = 0;
    if (++raja_question == 0)
        raja_question = 1;
    if (size < sizeof *h)
        unreadable("raja: the input is shorter than its header");
    if (h->magic != RAJA_MAGIC)
        unreadable("raja: the input does not begin with RJB1");
    if (h->major != RAJA_MAJOR)
        unreadable("raja: the input speaks another major version of the ABI");
    input.facts = table(in, size, h->facts_off, h->facts_count, h->facts_stride, sizeof(raja_facts));
    input.context = table(in, size, h->context_off, h->context_count, h->context_stride, 8);
    raja_table lines = table(in, size, h->lines_off, h->lines_count, h->lines_stride, sizeof(raja_line));
    input.shop.lines = (raja_lines){lines.first, lines.count, lines.stride};
    input.shop.heap = (raja_string){(const char *)inside(in, size, h->heap_off, h->heap_len), h->heap_len};
    read_shop(&input.shop, h);
    read_settings(&input.shop, table(in, size, h->config_off, h->config_count, h->config_stride, sizeof(raja_config)));
    return input;
}

void *raja_answer(void *out, uint32_t room, uint32_t count, uint32_t size)
{
    if ((uint64_t)count * size > room)
        unreadable("raja: the answer does not fit its room");
    return out;
}

uint32_t raja_asked(const raja_input *input, uint32_t size)
{
    if (input->context.count == 0)
        return input->facts.count;
    if (input->context.stride < size)
        unreadable("raja: the input has events shorter than this rule was built for");
    return input->context.count;
}

const raja_visit *raja_one_visit(const raja_input *input)
{
    if (input->context.count == 0 || raja_asked(input, sizeof(raja_visit)) != 1)
        unreadable("raja: after_hours is asked about one visit");
    return raja_event_at(input, 0);
}

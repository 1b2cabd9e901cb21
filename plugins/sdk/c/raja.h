// raja.h is what a rule is written with in C: the rows a rule reads, the shop
// it belongs to, and the words it can say to the host. A rule is a pure
// function and one of the four macros at the end:
//
//     #include "raja.h"
//
//     static raja_segment_row decide(const raja_facts *c, const raja_shop *shop)
//     {
//         ...
//     }
//
//     RAJA_SEGMENT(decide)
//
// Rows lie over the bytes of the input: reading a field is one load. There is
// no libc and no heap; the same file compiles natively, to be run by a test or
// under a debugger, where raja_log writes to standard error and raja_fail
// aborts.
#ifndef RAJA_H
#define RAJA_H

#include <stdbool.h>

#include "raja_rows.h"

// ---- Texts ----

// raja_string is a text where it lies: UTF-8, not ended by a zero.
typedef struct raja_string {
    const char *bytes;
    uint32_t length;
} raja_string;

// RAJA_STRING makes a raja_string of a literal.
#define RAJA_STRING(literal) ((raja_string){(literal), sizeof(literal) - 1})

// raja_same reports whether two texts have the same bytes.
bool raja_same(raja_string a, raja_string b);

// raja_is reports whether a text is the one given, which ends with a zero.
bool raja_is(raja_string text, const char *other);

// ---- The customer ----

// raja_has reports whether the field of a presence bit, such as RAJA_HAS_NET,
// is given: the host knows it and the manifest reads it.
static inline bool raja_has(const raja_facts *c, uint64_t bit) { return (c->present & bit) != 0; }

// raja_loyal reports whether the owner or the current segment calls the
// customer loyal. It needs the field flags.
static inline bool raja_loyal(const raja_facts *c)
{
    return (c->flags & (RAJA_FLAG_OWNER_LOYAL | RAJA_FLAG_SEGMENT_LOYAL)) != 0;
}

// raja_blocked reports whether the owner does not serve the customer. It needs
// the field flags.
static inline bool raja_blocked(const raja_facts *c) { return (c->flags & RAJA_FLAG_BLOCKED) != 0; }

// ---- The shop ----

// raja_setting is one setting of the rule.
typedef struct raja_setting {
    raja_string key;
    int64_t value;    // of every type but text
    raja_string text; // of type text
} raja_setting;

// A setting in a test's list: RAJA_INT("often", 5), RAJA_TEXT("express", "kilat").
#define RAJA_INT(name, number) {.key = {(name), sizeof(name) - 1}, .value = (number)}
#define RAJA_TEXT(name, words) {.key = {(name), sizeof(name) - 1}, .text = {(words), sizeof(words) - 1}}

// raja_population is how the shop's customers spread. given is false unless
// the manifest asks for "rfm" and the shop has figures.
typedef struct raja_population {
    bool given;
    uint32_t customers;        // with at least one visit in the window
    uint32_t repeat_customers; // with at least two
    int64_t median_order;      // minor units

    // The quintile thresholds t20 t40 t60 t80, rounded down to whole numbers.
    // That loses nothing: a whole value lies above a threshold exactly when it
    // is greater than the threshold rounded down.
    int64_t r[4], f[4], m[4];
} raja_population;

// raja_lines are lines of orders, where they lie.
typedef struct raja_lines {
    const void *first;
    uint32_t count, stride;
} raja_lines;

// RAJA_LINES makes raja_lines of an array, for tests.
#define RAJA_LINES(array) {(array), sizeof(array) / sizeof((array)[0]), sizeof((array)[0])}

// raja_shop is what holds for a whole question: the moment, the calendar, the
// money, the population and the owner's settings.
typedef struct raja_shop {
    int64_t now_unix_ms;   // the moment of asking, since 1970 UTC
    int32_t as_of_day;     // the day that the facts describe, since 1970-01-01
    int32_t tz_offset_min; // minutes to add to UTC for the shop's clock
    uint32_t window_days;  // look-back of windowed figures, 0 all
    uint32_t exponent;     // decimal digits of the currency
    char currency[4];      // ISO 4217, ends with a zero
    raja_population population;

    const raja_setting *settings;
    uint32_t settings_count;
    raja_lines lines; // of all orders that are asked about
    raja_string heap; // the texts of the lines
} raja_shop;

// raja_int returns the setting called key as a number: an int, minor units,
// days, minutes, or 1 for true. A key that config.schema.json lacks ends the
// call, here and below.
#define raja_int(shop, key) (raja_setting_called((shop), (key), RAJA_MEMO)->value)

// raja_text returns the setting called key as text.
#define raja_text(shop, key) (raja_setting_called((shop), (key), RAJA_MEMO)->text)

// raja_flag reports whether the setting called key is true.
#define raja_flag(shop, key) (raja_setting_called((shop), (key), RAJA_MEMO)->value != 0)

// raja_memo is what a place in the source remembers of the setting it asked
// for: a key, which is a literal, is compared once a question and not once a
// row.
typedef struct raja_memo {
    uint32_t question;
    const char *key; // a place in a function may be asked for several
    const raja_setting *found;
} raja_memo;

#ifdef __wasm__
#define RAJA_MEMO (__extension__({ static raja_memo memo; &memo; }))
#else
#define RAJA_MEMO (&(raja_memo){0, NULL, NULL}) // a test may have several shops
#endif

extern uint32_t raja_question; // the number of the question, never 0

// raja_find compares keys and notes what it found.
const raja_setting *raja_find(const raja_shop *shop, const char *key, raja_memo *memo);

static inline const raja_setting *raja_setting_called(const raja_shop *shop, const char *key, raja_memo *memo)
{
    bool known = memo->question == raja_question && memo->key == key;
    return known ? memo->found : raja_find(shop, key, memo);
}

// raja_word returns a text of the input, such as a line's category.
raja_string raja_word(const raja_shop *shop, raja_ref ref);

// ---- What is asked ----

// raja_order is the order that loyalty is asked about.
typedef raja_order_context raja_order;

// raja_visit is who stands at the door of a closed shop, and when.
typedef raja_after_hours_context raja_visit;

// raja_happening is what just happened to a customer.
typedef raja_follow_up_context raja_happening;

// raja_line_at returns line i of an order, counted from 0, below
// order->lines_count. A line that is not there ends the call.
const raja_line *raja_line_at(const raja_shop *shop, const raja_order *order, uint32_t i);

// raja_options are what can be offered to a visit, best first. Start with
// `raja_options options = {0};` and add with raja_offer.
enum { RAJA_MOST_OPTIONS = 8 };
typedef struct raja_options {
    uint32_t count;
    raja_after_hours_row rows[RAJA_MOST_OPTIONS];
} raja_options;

// raja_offer adds one option. One too many ends the call.
void raja_offer(raja_options *options, raja_after_hours_row row);

// ---- Words to the host ----

// Rows for raja_fail: the one that is being decided, and none.
enum { RAJA_THIS_ROW = -2, RAJA_NO_ROW = -1 };

// raja_fail ends the call with a message for the rule's author, at a row of
// the answer and a field of the facts. It does not return; natively it aborts.
_Noreturn void raja_fail(int32_t row, raja_field field, const char *message);

// raja_log writes one line for the rule's author, shown when a call fails and
// by the tools. At most 8 KiB a call are kept.
void raja_log(const char *line);

// raja_log_int writes a line with one number: "days: 12".
void raja_log_int(const char *what, int64_t number);

// ---- The calendar ----

// raja_date is a date; month and day count from 1.
typedef struct raja_date {
    int32_t year, month, day;
} raja_date;

// raja_date_of returns the date of a day, counted since 1970-01-01.
raja_date raja_date_of(int32_t day);

// raja_day_of returns the day of a date, counted since 1970-01-01.
int32_t raja_day_of(raja_date date);

// raja_add_months returns the same day of the month so many months later, or
// the month's last day where it has no such day: 31 January + 1 is 28 February.
int32_t raja_add_months(int32_t day, int32_t months);

// ---- Making a rule of a function; a module may serve several hooks ----

// RAJA_SEGMENT serves segment: it puts one customer into one segment.
//
//     raja_segment_row decide(const raja_facts *c, const raja_shop *shop)
#define RAJA_SEGMENT(decide)                                                                \
    RAJA_HOOK(segment)                                                                      \
    {                                                                                       \
        raja_input input = raja_open(in, size);                                             \
        uint32_t count = input.facts.count;                                                 \
        raja_segment_row *rows = raja_answer(out, room, count, sizeof *rows);               \
        for (uint32_t i = 0; i < count; i++)                                                \
            rows[i] = decide(raja_decide(&input, i, i), &input.shop);                       \
        return (int32_t)count;                                                              \
    }

// RAJA_LOYALTY serves loyalty: it says what one order earns and which tier its
// customer, whose facts count the order already, is in. Without an order, which
// is NULL then, the tier alone is decided and points must be 0.
//
//     raja_loyalty_row decide(const raja_facts *c, const raja_order *order, const raja_shop *shop)
#define RAJA_LOYALTY(decide) RAJA_EVENTS(loyalty, raja_order, decide)

// RAJA_AFTER_HOURS serves after_hours: it ranks what can be offered. c is NULL
// when nobody knows the person.
//
//     raja_options decide(const raja_facts *c, const raja_visit *visit, const raja_shop *shop)
#define RAJA_AFTER_HOURS(decide)                                                            \
    RAJA_HOOK(after_hours)                                                                  \
    {                                                                                       \
        raja_input input = raja_open(in, size);                                             \
        const raja_visit *visit = raja_one_visit(&input);                                   \
        const raja_facts *c = visit->facts_row < 0 ? NULL : raja_decide(&input, 0, (uint32_t)visit->facts_row); \
        raja_options options = decide(c, visit, &input.shop);                               \
        raja_after_hours_row *rows = raja_answer(out, room, options.count, sizeof *rows);   \
        for (uint32_t i = 0; i < options.count; i++)                                        \
            rows[i] = options.rows[i];                                                      \
        return (int32_t)options.count;                                                      \
    }

// RAJA_FOLLOW_UP serves follow_up: it proposes the next friendly step. happened
// is NULL when every customer is being looked at.
//
//     raja_follow_up_row decide(const raja_facts *c, const raja_happening *happened, const raja_shop *shop)
#define RAJA_FOLLOW_UP(decide) RAJA_EVENTS(follow_up, raja_happening, decide)

#include "raja_glue.h"

#endif

// raja_glue.h is the way from the host's bytes to a rule's function. Rule
// authors never need it: raja.h is the whole of what they write with.
#ifndef RAJA_GLUE_H
#define RAJA_GLUE_H

#ifdef __wasm__
#define RAJA_EXPORT(name) __attribute__((export_name(#name))) name
#else
#define RAJA_EXPORT(name) name
#endif

// RAJA_HOOK opens the exported function of a hook and notes that the module
// serves it: raja_describe looks for the note.
#define RAJA_HOOK(hook)                                                                     \
    const char raja_serves_##hook = 1;                                                      \
    int32_t RAJA_EXPORT(raja_##hook##_v1)(const void *in, uint32_t size, void *out, uint32_t room); \
    int32_t raja_##hook##_v1(const void *in, uint32_t size, void *out, uint32_t room)

// RAJA_EVENTS serves a hook that is asked about events, or, where there is
// none, about every facts row.
#define RAJA_EVENTS(hook, event, decide)                                                    \
    RAJA_HOOK(hook)                                                                         \
    {                                                                                       \
        raja_input input = raja_open(in, size);                                             \
        uint32_t count = raja_asked(&input, sizeof(event));                                 \
        raja_##hook##_row *rows = raja_answer(out, room, count, sizeof *rows);              \
        for (uint32_t i = 0; i < count; i++) {                                              \
            const event *happened = raja_event_at(&input, i);                               \
            uint32_t customer = happened ? happened->facts_row : i;                         \
            rows[i] = decide(raja_decide(&input, i, customer), happened, &input.shop);      \
        }                                                                                   \
        return (int32_t)count;                                                              \
    }

// raja_table is rows of one kind: the sender's stride may be longer than the
// row this SDK knows.
typedef struct raja_table {
    const uint8_t *first;
    uint32_t count, stride;
} raja_table;

// raja_input is one question, read in place.
typedef struct raja_input {
    raja_shop shop;
    raja_table facts, context;
} raja_input;

// raja_open reads the input of a call. An input that cannot be read ends it.
raja_input raja_open(const void *in, uint32_t size);

// raja_answer returns the output as rows. More than there is room for ends the
// call.
void *raja_answer(void *out, uint32_t room, uint32_t count, uint32_t size);

// raja_asked returns how many rows must be answered: one a context row, which
// has at least size bytes, or one a facts row when there is none.
uint32_t raja_asked(const raja_input *input, uint32_t size);

// raja_event_at returns context row i, or NULL when there is none.
static inline const void *raja_event_at(const raja_input *input, uint32_t i)
{
    return input->context.count == 0 ? NULL : input->context.first + (size_t)i * input->context.stride;
}

// raja_one_visit returns the visit of after_hours, which is asked about one.
const raja_visit *raja_one_visit(const raja_input *input);

// raja_deciding is the row of the answer that RAJA_THIS_ROW means.
extern uint32_t raja_deciding;

// raja_decide begins a row of the answer and returns its customer.
static inline const raja_facts *raja_decide(const raja_input *input, uint32_t row, uint32_t customer)
{
    raja_deciding = row;
    if (customer >= input->facts.count)
        raja_fail(RAJA_THIS_ROW, RAJA_NO_FIELD, "raja: there is no such facts row");
    return (const raja_facts *)(const void *)(input->facts.first + (size_t)customer * input->facts.stride);
}

#endif

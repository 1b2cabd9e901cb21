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
#define RAJA_HOOK(hook)                                                         \
    const char raja_serves_##hook = 1;                                          \
    int32_t RAJA_EXPORT(raja_##hook##_v1)(const void *in, uint32_t size, void *out, uint32_t room); \
    int32_t raja_##hook##_v1(const void *in, uint32_t size, void *out, uint32_t room)

// raja_table is rows of one kind: the sender's stride may be longer than the
// row this SDK knows.
typedef struct raja_table {
    const uint8_t *first;
    uint32_t count, stride;
} raja_table;

// raja_input is one question, read in place.
typedef struct raja_input {
    raja_shop shop;
    raja_table facts, context, lines;
} raja_input;

// raja_open reads the input of a call. An input that cannot be read ends it.
raja_input raja_open(const void *in, uint32_t size);

// raja_answer returns the output as rows. More than there is room for ends the
// call.
void *raja_answer(void *out, uint32_t room, uint32_t count, uint32_t size);

// raja_asked returns how many rows must be answered: one a context row, which
// has at least size bytes, or one a facts row when there is none.
uint32_t raja_asked(const raja_input *input, uint32_t size);

// raja_deciding notes the row that RAJA_THIS_ROW means.
extern uint32_t raja_deciding;

// raja_facts_at returns facts row i, for row `deciding` of the answer.
static inline const raja_facts *raja_facts_at(const raja_input *input, uint32_t i, uint32_t deciding)
{
    raja_deciding = deciding;
    if (i >= input->facts.count)
        raja_fail(RAJA_THIS_ROW, RAJA_NO_FIELD, "raja: there is no such facts row");
    return (const raja_facts *)(const void *)(input->facts.first + (size_t)i * input->facts.stride);
}

// Row i of what is asked, with its customer.
raja_order_event raja_order_event_at(const raja_input *input, uint32_t i);
raja_visit raja_visit_of(const raja_input *input);
raja_event raja_event_at(const raja_input *input, uint32_t i);

#endif

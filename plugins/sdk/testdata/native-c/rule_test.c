// A test of the golden rule for loyalty, as an author writes one beside a
// rule.c of their own: an ordinary program.
#include "rule.c"

#include <assert.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    raja_line lines[] = {{.category = {7, 7}, .net = 20000}, {.category = {0, 6}, .net = 30000}};
    raja_setting settings[] = {
        RAJA_INT("per", 10000), RAJA_TEXT("express", "express"), RAJA_INT("bonus", 2),
        RAJA_INT("keep", 365), RAJA_INT("silver", 1000000), RAJA_INT("gold", 5000000),
    };
    raja_shop shop = {
        .as_of_day = 20526, .settings = settings, .settings_count = 6,
        .lines = RAJA_LINES(lines), .heap = RAJA_STRING("kemeja express"),
    };
    raja_facts c = {.net_365 = 1500000};
    raja_order order = {.net = 50000, .order_day = 20526, .lines_count = 2};

    raja_loyalty_row row = decide(&c, &order, &shop);
    assert(row.points == 7 && row.tier == SILVER && row.text == STAMPS_AND_BONUS && row.args[3] == 20000);
    assert(decide(&c, NULL, &shop).text == YEAR);

    // Another shop, asked at the same place, has settings of its own.
    settings[0].value = 1000;
    assert(decide(&c, &order, &shop).points == 70);

    if (argc > 1 && strcmp(argv[1], "fail") == 0) {
        shop.settings_count = 0;
        decide(&c, &order, &shop);
    }
    puts("all is well");
}

// A rule as a shop would write it in C: a score for each of the rows, from
// thresholds that come in the header. rule.wasm is built from it by
//
//	clang --target=wasm32 -nostdlib -O2 -Wl,--no-entry -Wl,--export-all -o rule.wasm rule.c

typedef int i32;
typedef unsigned u32;
typedef long long i64;

typedef struct {
	u32 customer, flags;
	i32 first_day, last_day;
	u32 visits, orders, unpaid, kind;
	i64 net, net_year, points, discount;
	i64 months[8];
} row; // 128 bytes

typedef struct {
	u32 rows, thresholds;
	i32 today, grace;
	i64 limits[16];
	row row[];
} question;

typedef struct {
	u32 segment, score, reason, pad;
	i64 argument;
} answer;

static i32 best_month(const row *r) {
	i32 best = 0;
	for (i32 m = 1; m < 8; m++)
		if (r->months[m] > r->months[best])
			best = m;
	return best;
}

i32 rule(const question *q, u32 size, answer *out, u32 room) {
	if (size < sizeof *q + q->rows * sizeof(row) || room < q->rows * sizeof *out)
		return -1;
	for (u32 n = 0; n < q->rows; n++) {
		const row *r = &q->row[n];
		answer *a = &out[n];
		i32 away = q->today - r->last_day;
		u32 score = 0;
		for (u32 t = 0; t < q->thresholds; t++)
			if (r->net > q->limits[t])
				score++;
		if (r->visits == 0) {
			a->segment = 1;
		} else if (away > q->grace) {
			a->segment = score > 3 ? 2 : 3;
		} else if (r->flags & 1) {
			a->segment = 4;
		} else if (r->unpaid > 2 && r->net < r->discount * 10) {
			a->segment = 5;
		} else {
			a->segment = 6 + score / 2;
		}
		a->score = score;
		a->reason = (u32)best_month(r);
		a->argument = r->net_year / (r->visits + 1);
	}
	return (i32)q->rows;
}

unsigned char arena[1 << 19];
void *arena_at(void) { return arena; }

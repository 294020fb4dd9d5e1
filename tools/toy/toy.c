/* The toy game of toy.yaml by hand, for comparison. toy_rules.h holds its rules as numbers; in_c.py
   writes it from the same file. Draws differ from the engine's; mean scores are the same.
   usage: toy GAMES   -> prints "sum-of-scores-of-a sum-of-scores-of-b cpu-seconds" */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "toy_rules.h"

/* Not constant, so that the compiler can't build the rules into the code: a table is read. */
static int32_t place[SIDES][ACTIONS], least[SIDES][ACTIONS];
static int32_t target[SIDES][ACTIONS][CHANGES], change[SIDES][ACTIONS][CHANGES];
static int32_t low[TRACKS], high[TRACKS], start[TRACKS], weight[SIDES][TRACKS];

static uint64_t mixed(uint64_t x) {
    x += 0x9E3779B97F4A7C15ull;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ull;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBull;
    return x ^ (x >> 31);
}

static void play(int64_t games, int64_t *scores) {
    for (int64_t game = 0; game < games; game++) {
        uint64_t luck = mixed(game) | 1;
        int32_t track[TRACKS], legal[ACTIONS + 1];
        memcpy(track, start, sizeof track);
        for (int turn = 0; turn < TURNS; turn++)
            for (int side = 0; side < SIDES; side++)
                for (int pick = 0; pick < PICKS; pick++) {
                    int count = 0;
#ifdef __GNUC__
#pragma GCC unroll 24
#endif
                    for (int action = 0; action < ACTIONS; action++) {
                        legal[count] = action;
                        count += track[place[side][action]] >= least[side][action];
                    }
                    luck ^= luck << 13;
                    luck ^= luck >> 7;
                    luck ^= luck << 17;
                    int action = legal[((luck >> 32) * (uint64_t)count) >> 32];
                    for (int i = 0; i < CHANGES; i++) {
                        int t = target[side][action][i], to = track[t] + change[side][action][i];
                        to = to < low[t] ? low[t] : to;
                        track[t] = to > high[t] ? high[t] : to;
                    }
                }
        for (int side = 0; side < SIDES; side++)
            for (int t = 0; t < TRACKS; t++)
                scores[side] += weight[side][t] * track[t];
    }
}

int main(int argc, char **argv) {
    if (argc != 2) return 2;
    memcpy(place, toy_place, sizeof place);
    memcpy(least, toy_least, sizeof least);
    memcpy(target, toy_target, sizeof target);
    memcpy(change, toy_change, sizeof change);
    memcpy(low, toy_low, sizeof low);
    memcpy(high, toy_high, sizeof high);
    memcpy(start, toy_start, sizeof start);
    memcpy(weight, toy_weight, sizeof weight);
    int64_t scores[SIDES] = {0};
    clock_t begun = clock();
    play(atoll(argv[1]), scores);
    printf("%lld %lld %.6f\n", (long long)scores[0], (long long)scores[1],
           (double)(clock() - begun) / CLOCKS_PER_SEC);
    return 0;
}

/* peer.h - another program that is asked in turn with us: one line in, one number out. */
#ifndef FIRESTAT_BENCH_PEER_H
#define FIRESTAT_BENCH_PEER_H
#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

struct peer {
    pid_t process;
    FILE *to;
    FILE *from;
};

/* Start it and wait until it says "ready"; false: it did not. */
bool peer_start(struct peer *peer, const char *const argv[]);

/* Ask question `number`; ends the program where there is no answer. Milliseconds. */
double peer_ask(struct peer *peer, int number);

void peer_stop(struct peer *peer);

#endif

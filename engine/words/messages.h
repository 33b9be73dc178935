/* messages.h - the table of messages, for the test that keeps it whole. Room-private. */
#ifndef FIRESTAT_WORDS_MESSAGES_H
#define FIRESTAT_WORDS_MESSAGES_H
#include <stddef.h>

struct message {
    const char *english;    /* the printf format as it stands in the code      */
    const char *vietnamese; /* the same conversions in the same order        */
};

extern const struct message words_messages[];
extern const size_t words_n_messages;

#endif

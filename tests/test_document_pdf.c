/* test_document_pdf.c - documents on pages: everything inside, nothing twice, nothing lost. */
#include "check.h"
#include "document_sample.h"

#include <string.h>

/* ---- the documents themselves ---------------------------------------------------------- */

static void test_samples_have_every_kind_of_block(void)
{
    struct fire_arena *arena = fire_arena_create();
    const struct fire_document *document = document_sample(arena);
    CHECK_OR_RETURN(document != NULL, "no sample");
    int seen[FIRE_BLOCK_PAGE_BREAK + 1] = { 0 };
    for (int64_t i = 0; i < document->n_blocks; i++)
        seen[document->block[i].kind]++;
    for (size_t kind = 0; kind < CHECK_N(seen); kind++)
        CHECK(seen[kind] > 0, "no block of kind %zu", kind);

    unsigned long long seed = 1;
    for (int i = 0; i < 100; i++) {
        unsigned long long again = seed;
        const struct fire_document *first = document_random(arena, &seed);
        const struct fire_document *second = document_random(arena, &again);
        CHECK_OR_RETURN(first != NULL && second != NULL, "no random document");
        CHECK(seed == again && first->n_blocks == second->n_blocks &&
                  strcmp(first->title, second->title) == 0,
              "document %d is another one the second time", i);
        fire_arena_reset(arena);
    }
    document = document_hostile(arena);
    CHECK(document != NULL && document->n_blocks > DOCUMENT_N_HOSTILE, "hostile");
    fire_arena_free(arena);
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_samples_have_every_kind_of_block),
    };
    return CHECK_MAIN(tests);
}

/* shipped_review.h - datasets/review/review.csv as embed_review.py wrote it. */
#ifndef FIRESTAT_ENGINE_CLI_SHIPPED_REVIEW_H
#define FIRESTAT_ENGINE_CLI_SHIPPED_REVIEW_H
#include "review_template.h"

extern const struct review_row shipped_review[];
extern const int32_t n_shipped_review;

#endif

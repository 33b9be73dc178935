/* fields.h - the built-in record, one row a field (fields.c). */
#ifndef FIRESTAT_ENGINE_SCHEMA_FIELDS_H
#define FIRESTAT_ENGINE_SCHEMA_FIELDS_H
#include "firestat/schema.h"

extern const struct fire_field builtin_fields[FIRE_N_BUILTIN_FIELDS];

#endif

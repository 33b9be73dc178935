/* province.c - see province.h. */
#include "province.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

bool province_make(const char *path)
{
    char command[4096];
    char part[2048];
    if (access(path, R_OK) == 0) return true;
    snprintf(part, sizeof part, "%s.part", path);
    snprintf(command, sizeof command, "'%s' >'%s'", BENCH_PROVINCE, part);
    return system(command) == 0 && rename(part, path) == 0;
}

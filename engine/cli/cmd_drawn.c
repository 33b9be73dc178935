/* cmd_drawn.c - the commands that draw, handed over to firestat-draw beside this program.
 *
 * Cairo, Pango and what they stand on are thirty libraries. To load them took 5 ms of the 7 in which
 * a process was there, three times what the answer of a standing cube takes (10 million rows,
 * bench/store), so only those pay who want a picture. firestat-draw is the same program with the
 * drawing in the place of this file. */
#include "cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DRAW "firestat-draw"

/* Its path, beside this program's; its name alone where the system does not say where that is. */
static const char *draw_path(char path[], size_t size)
{
    const ssize_t length = readlink("/proc/self/exe", path, size - sizeof DRAW);
    char *slash = NULL;
    if (length > 0) {
        path[length] = '\0';
        slash = strrchr(path, '/');
    }
    if (slash == NULL) return DRAW;
    memcpy(slash + 1, DRAW, sizeof DRAW);
    return path;
}

/* Returns only where it cannot be run. */
static int hand_over(struct session *session)
{
    char room[4096];
    const char *path = draw_path(room, sizeof room);
    execvp(path, session->argv);
    tell(session, "what draws charts, %s, cannot be run: %s", path,
         fire_system_text(session->say, errno));
    return EXIT_SYSTEM;
}

int cmd_chart(struct session *session)
{
    return hand_over(session);
}

int cmd_charts(struct session *session)
{
    return hand_over(session);
}

int cmd_review(struct session *session)
{
    return hand_over(session);
}

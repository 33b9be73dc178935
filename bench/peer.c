/* peer.c - see peer.h. */
#include "peer.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

bool peer_start(struct peer *peer, const char *const argv[])
{
    int in[2];
    int out[2];
    char line[64] = "";
    *peer = (struct peer){ 0 };
    if (pipe(in) != 0 || pipe(out) != 0) return false;
    peer->process = fork();
    if (peer->process < 0) return false;
    if (peer->process == 0) {
        dup2(in[0], STDIN_FILENO);
        dup2(out[1], STDOUT_FILENO);
        close(in[1]);
        close(out[0]);
        execvp(argv[0], (char *const *)argv);
        _exit(127);
    }
    close(in[0]);
    close(out[1]);
    peer->to = fdopen(in[1], "w");
    peer->from = fdopen(out[0], "r");
    if (peer->to != NULL && peer->from != NULL &&
        fgets(line, sizeof line, peer->from) != NULL && strcmp(line, "ready\n") == 0)
        return true;
    peer_stop(peer);
    return false;
}

double peer_ask(struct peer *peer, int number)
{
    char line[64];
    fprintf(peer->to, "%d\n", number);
    fflush(peer->to);
    if (fgets(line, sizeof line, peer->from) == NULL) {
        fprintf(stderr, "the peer has stopped\n");
        exit(EXIT_FAILURE);
    }
    return strtod(line, NULL);
}

void peer_stop(struct peer *peer)
{
    if (peer->to != NULL) fclose(peer->to);
    if (peer->from != NULL) fclose(peer->from);
    if (peer->process > 0) waitpid(peer->process, NULL, 0);
    *peer = (struct peer){ 0 };
}

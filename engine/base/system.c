/* system.c - what the operating system says, in the user's language.
 *
 * strerror speaks English, whatever the program speaks. The reasons that people meet are written
 * out here, in its words, so that they can be looked up; the others stay as they are. */
#include "firestat/error.h"

#include <errno.h>
#include <string.h>

static const char *say_english(const char *english)
{
    return english;
}

const char *fire_system_text(const char *(*wanted)(const char *), int error)
{
    const char *(*say)(const char *) = wanted != NULL ? wanted : say_english;
    switch (error) {
    case ENOENT:
        return say("No such file or directory");
    case EACCES:
    case EPERM:
        return say("Permission denied");
    case EISDIR:
        return say("Is a directory");
    case ENOTDIR:
        return say("Not a directory");
    case EEXIST:
        return say("File exists");
    case ENOSPC:
    case EDQUOT:
        return say("No space left on device");
    case EROFS:
        return say("Read-only file system");
    case EMFILE:
    case ENFILE:
        return say("Too many open files");
    case ENAMETOOLONG:
        return say("File name too long");
    case EFBIG:
        return say("File too large");
    case EBUSY:
    case ETXTBSY:
        return say("Device or resource busy");
    case EIO:
        return say("Input/output error");
    case ENOMEM:
        return say("not enough memory");
    default:
        return strerror(error);
    }
}

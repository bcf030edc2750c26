/* A disk that fails when it is told to, and that remembers what was written to it.
 *
 * Loaded before libc, it stands between a process and the files under one folder. Each call that
 * changes them is counted; one of them, or all from there on, can be made to fail, or to be the
 * last that the process makes. Or each is written down, so that the files can be put together as
 * a power cut at any moment might have left them. See disk.py.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST_FILES 4096
#define EXPORTED __attribute__((visibility("default")))
#define REAL(name) \
    static __typeof__(&name) real; \
    if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

enum { OPENED = 1, WRITTEN, SYNCED, CUT, UNLINKED, RENAMED, MARKED };

static char folder[PATH_MAX];
static size_t folder_length;
static char *names[MOST_FILES];
static long counted, fails_at, error_number, for_ever, dies_at, dead;
static int log_file = -1;

/* What Python calls. */

EXPORTED void disk_watch(const char *path) {
    strncpy(folder, path, sizeof folder - 1);
    folder_length = strlen(folder);
}

EXPORTED void disk_fail(long nth, int number, int always) {
    counted = 0, fails_at = nth, error_number = number, for_ever = always, dies_at = 0;
}

EXPORTED void disk_die(long nth) { counted = 0, fails_at = 0, dies_at = nth; }

EXPORTED long disk_calm(void) {
    fails_at = dies_at = 0;
    return counted;
}

EXPORTED void disk_log(int file) { log_file = file; }

/* The log: a head of four numbers, then the name, then the data. */

static void put(const void *data, size_t size) {
    static ssize_t (*real)(int, const void *, size_t);
    if (!real) real = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
    const char *at = data;
    while (size > 0) {
        ssize_t done = real(log_file, at, size);
        if (done <= 0) abort();
        at += done, size -= (size_t)done;
    }
}

static void note(int64_t what, const char *name, int64_t offset, const void *data, size_t size) {
    if (log_file < 0) return;
    int64_t head[4] = {what, (int64_t)strlen(name), offset, (int64_t)size};
    put(head, sizeof head);
    put(name, strlen(name));
    if (size) put(data, size);
}

EXPORTED void disk_mark(long number) { note(MARKED, "", number, NULL, 0); }

/* Which files are ours. */

static int ours(const char *path) {
    return folder_length && path && !strncmp(path, folder, folder_length) &&
           (path[folder_length] == '/' || !path[folder_length]);
}

static const char *name_of(int file) {
    return file >= 0 && file < MOST_FILES ? names[file] : NULL;
}

static int known(int file, const char *path) {
    if (file >= 0 && file < MOST_FILES) {
        free(names[file]);
        names[file] = ours(path) ? strdup(path) : NULL;
    }
    return file;
}

/* Whether this call is the one: 1 where it fails, with errno set. */

static int fails(void) {
    counted++;
    if (dies_at && counted == dies_at) dead = 1;
    if (fails_at && (counted == fails_at || (for_ever && counted > fails_at))) {
        errno = (int)error_number;
        return 1;
    }
    return 0;
}

static void die_if_told(void) {
    if (dead) kill(getpid(), SIGKILL);
}

/* What stands before libc's own. */

static int may_open(const char *path, int flags) {
    int changes = flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC);
    if (!ours(path) || !changes) return 1;
    if (fails()) return 0;
    die_if_told();
    return 1;
}

static void note_open(const char *path, int flags) {
    if (ours(path) && (flags & (O_CREAT | O_TRUNC)))
        note(OPENED, path, (flags & O_TRUNC) != 0, NULL, 0);
}

#define OPEN(name) \
    EXPORTED int name(const char *path, int flags, ...) { \
        REAL(name); \
        mode_t mode = 0; \
        if (flags & (O_CREAT | O_TMPFILE)) { \
            va_list rest; \
            va_start(rest, flags); \
            mode = va_arg(rest, mode_t); \
            va_end(rest); \
        } \
        if (!may_open(path, flags)) return -1; \
        int file = real(path, flags, mode); \
        if (file >= 0) note_open(path, flags); \
        return known(file, path); \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
    EXPORTED int name(int where, const char *path, int flags, ...) { \
        REAL(name); \
        mode_t mode = 0; \
        if (flags & (O_CREAT | O_TMPFILE)) { \
            va_list rest; \
            va_start(rest, flags); \
            mode = va_arg(rest, mode_t); \
            va_end(rest); \
        } \
        if (!may_open(path, flags)) return -1; \
        int file = real(where, path, flags, mode); \
        if (file >= 0) note_open(path, flags); \
        return known(file, path); \
    }
OPENAT(openat)
OPENAT(openat64)

EXPORTED int close(int file) {
    REAL(close);
    known(file, NULL);
    return real(file);
}

EXPORTED ssize_t write(int file, const void *data, size_t size) {
    REAL(write);
    const char *name = name_of(file);
    if (!name) return real(file, data, size);
    if (fails()) return -1;
    off_t offset = fcntl(file, F_GETFL) & O_APPEND ? lseek(file, 0, SEEK_END)
                                                   : lseek(file, 0, SEEK_CUR);
    ssize_t done = real(file, data, dead ? size / 2 : size);
    die_if_told();
    if (done > 0) note(WRITTEN, name, offset, data, (size_t)done);
    return done;
}

EXPORTED ssize_t writev(int file, const struct iovec *parts, int count) {
    REAL(writev);
    const char *name = name_of(file);
    if (!name) return real(file, parts, count);
    ssize_t done = 0;
    for (int part = 0; part < count; part++) {
        ssize_t here = write(file, parts[part].iov_base, parts[part].iov_len);
        if (here < 0) return done ? done : here;
        done += here;
    }
    return done;
}

#define PWRITE(name) \
    EXPORTED ssize_t name(int file, const void *data, size_t size, off_t offset) { \
        REAL(name); \
        const char *called = name_of(file); \
        if (!called) return real(file, data, size, offset); \
        if (fails()) return -1; \
        ssize_t done = real(file, data, dead ? size / 2 : size, offset); \
        die_if_told(); \
        if (done > 0) note(WRITTEN, called, offset, data, (size_t)done); \
        return done; \
    }
PWRITE(pwrite)
PWRITE(pwrite64)

#define SYNC(name) \
    EXPORTED int name(int file) { \
        REAL(name); \
        const char *called = name_of(file); \
        if (!called) return real(file); \
        if (fails()) return -1; \
        die_if_told(); \
        int done = real(file); \
        if (!done) note(SYNCED, called, 0, NULL, 0); \
        return done; \
    }
SYNC(fsync)
SYNC(fdatasync)

#define TRUNCATE(name) \
    EXPORTED int name(int file, off_t length) { \
        REAL(name); \
        const char *called = name_of(file); \
        if (!called) return real(file, length); \
        if (fails()) return -1; \
        die_if_told(); \
        int done = real(file, length); \
        if (!done) note(CUT, called, length, NULL, 0); \
        return done; \
    }
TRUNCATE(ftruncate)
TRUNCATE(ftruncate64)

EXPORTED int unlink(const char *path) {
    REAL(unlink);
    if (!ours(path)) return real(path);
    if (fails()) return -1;
    die_if_told();
    int done = real(path);
    if (!done) note(UNLINKED, path, 0, NULL, 0);
    return done;
}

EXPORTED int rename(const char *from, const char *to) {
    REAL(rename);
    if (!ours(from) && !ours(to)) return real(from, to);
    if (fails()) return -1;
    die_if_told();
    int done = real(from, to);
    if (!done) note(RENAMED, from, 0, to, strlen(to));
    return done;
}

EXPORTED int link(const char *from, const char *to) {
    REAL(link);
    if (!ours(to)) return real(from, to);
    if (fails()) return -1;
    die_if_told();
    return real(from, to);
}

EXPORTED int mkdir(const char *path, mode_t mode) {
    REAL(mkdir);
    if (!ours(path)) return real(path, mode);
    if (fails()) return -1;
    die_if_told();
    return real(path, mode);
}

#define SENDFILE(name, type) \
    EXPORTED ssize_t name(int to, int from, type *offset, size_t count) { \
        static ssize_t (*real)(int, int, type *, size_t); \
        if (!real) real = (ssize_t(*)(int, int, type *, size_t))dlsym(RTLD_NEXT, #name); \
        if (!name_of(to)) return real(to, from, offset, count); \
        if (fails()) return -1; \
        ssize_t done = real(to, from, offset, dead ? count / 2 : count); \
        die_if_told(); \
        return done; \
    }
SENDFILE(sendfile, off_t)
SENDFILE(sendfile64, off_t)

/* A disk that loses its power, and one that fails: preloaded into a program, it looks after the files of one folder.
 *
 * CUT_FOLDER    the folder that is looked after; nothing else is touched.
 * CUT_SHADOW    where to keep what a power cut would leave. Per file NAME: NAME.durable, its content as of its last sync, and
 *               NAME.pending, what was written since (which a disk may have kept in part). NAME.born is there until the
 *               folder was synced after the file appeared: before that, the name may be lost. A file that was removed
 *               stays as NAME.ghost until the folder was synced.
 * CUT_SYNC=no   syncs do nothing: the control, which must lose.
 * CUT_FAIL      KIND:N:ERRNO: the N-th call of that kind on such files fails with that error; KIND:N+:ERRNO, all from the
 *               N-th on. KIND is open, read, write, sync, truncate, unlink, map or any. A write that fails with ENOSPC
 *               writes half of it the first time, as a disk that fills up does.
 * CUT_LOG       a file that gets a line for each call; what goes to standard output is a line there, too.
 *
 * Records in NAME.pending: 'w' offset length bytes | 't' size, numbers as 64 bits of the machine. Real syncs are left out: what
 * matters is what is told to survive.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST 1024
enum { NOT_OURS, A_FILE, THE_FOLDER };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char folder[PATH_MAX], shadow[PATH_MAX];
static int kinds[MOST], pending[MOST], log_file = -1, no_sync, fail_errno, fail_on;
static long fail_at, fail_count;
static char names[MOST][256], fail_kind[16];

static int raw_open(const char *path, int flags) {
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags | O_CLOEXEC, 0600);
}

static int raw_unlink(const char *path) { return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0); }

static void die(const char *what) {
    dprintf(2, "cut.c: %s: %s\n", what, strerror(errno));
    _exit(99);
}

__attribute__((constructor)) static void begin(void) {
    const char *text;
    if (!(text = getenv("CUT_FOLDER")) || !realpath(text, folder)) die("CUT_FOLDER");
    if ((text = getenv("CUT_SHADOW")) && !realpath(text, shadow)) die("CUT_SHADOW");
    if ((text = getenv("CUT_SYNC"))) no_sync = !strcmp(text, "no");
    if ((text = getenv("CUT_LOG")) && (log_file = raw_open(text, O_WRONLY | O_CREAT | O_APPEND)) < 0) die("CUT_LOG");
    if ((text = getenv("CUT_FAIL"))) {
        char number[32];
        if (sscanf(text, "%15[a-z]:%31[0-9+]:%d", fail_kind, number, &fail_errno) != 3) die("CUT_FAIL");
        fail_at = atol(number);
        fail_on = strchr(number, '+') != NULL;
    }
}

static void *real(const char *name) {
    void *found = dlsym(RTLD_NEXT, name);
    if (!found) die(name);
    return found;
}

static int kind_of(int fd) { return fd >= 0 && fd < MOST ? kinds[fd] : NOT_OURS; }

static void note(const char *kind, int fd, const char *name, const char *how) {
    if (log_file >= 0) dprintf(log_file, "%s %s%s\n", kind, fd >= 0 ? names[fd] : name, how);
}

/* Whether this call is the one that fails. */
static int fails(const char *kind, int fd, const char *name) {
    if (!fail_at || (strcmp(fail_kind, "any") && strcmp(fail_kind, kind))) return 0;
    fail_count++;
    if (fail_on ? fail_count < fail_at : fail_count != fail_at) return 0;
    note(kind, fd, name, " FAILS");
    errno = fail_errno;
    return 1;
}

/* The name of a path in the folder, "" for the folder itself; NULL where it is elsewhere. */
static const char *ours(const char *path, int *is_folder) {
    static __thread char full[PATH_MAX], parent[PATH_MAX];
    const char *base = strrchr(path, '/');
    *is_folder = realpath(path, full) && !strcmp(full, folder);
    if (*is_folder) return "";
    snprintf(parent, sizeof parent, "%.*s", base ? (int)(base - path ? base - path : 1) : 1, base ? path : ".");
    base = base ? base + 1 : path;
    return realpath(parent, full) && !strcmp(full, folder) && strlen(base) < 200 ? base : NULL;
}

static const char *beside(const char *name, const char *ending) {
    static __thread char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s.%s", shadow, name, ending);
    return path;
}

static void record(int fd, char what, int64_t at, const void *bytes, int64_t length) {
    if (!shadow[0]) return;
    if (pending[fd] <= 0) pending[fd] = raw_open(beside(names[fd], "pending"), O_WRONLY | O_CREAT | O_APPEND);
    if (pending[fd] < 0) die("pending");
    char head[17];
    head[0] = what;
    memcpy(head + 1, &at, 8);
    memcpy(head + 9, &length, 8);
    struct iovec parts[2] = {{head, what == 'w' ? 17 : 9}, {(void *)bytes, (size_t)length}};
    if (syscall(SYS_writev, pending[fd], parts, what == 'w' ? 2 : 1) < 0) die("pending");
}

/* What was written since the last sync becomes what a power cut leaves. Killed in the middle, some of it is. */
static void make_durable(const char *name) {
    struct stat size;
    int from = raw_open(beside(name, "pending"), O_RDWR);
    if (from < 0) return;
    int to = raw_open(beside(name, "durable"), O_WRONLY | O_CREAT);
    if (to < 0 || fstat(from, &size)) die("durable");
    char *all = size.st_size ? (char *)syscall(SYS_mmap, NULL, size.st_size, PROT_READ, MAP_PRIVATE, from, 0) : NULL;
    if (all == MAP_FAILED) die("pending");
    for (char *at = all; at && at < all + size.st_size;) {
        int64_t offset, length;
        memcpy(&offset, at + 1, 8);
        if (*at == 't') {
            if (syscall(SYS_ftruncate, to, offset)) die("durable");
            at += 9;
            continue;
        }
        memcpy(&length, at + 9, 8);
        if (syscall(SYS_pwrite64, to, at + 17, length, offset) != length) die("durable");
        at += 17 + length;
    }
    if (all) munmap(all, size.st_size);
    if (syscall(SYS_ftruncate, from, 0)) die("pending");
    syscall(SYS_close, from);
    syscall(SYS_close, to);
}

/* Names that appeared and names that went are as they are now. */
static void make_names_durable(void) {
    struct entry { uint64_t inode; int64_t next; unsigned short size; unsigned char type; char name[]; };
    static char entries[32768], path[2 * PATH_MAX];
    long length;
    int found = raw_open(shadow, O_RDONLY | O_DIRECTORY);
    if (found < 0) die("shadow");
    while ((length = syscall(SYS_getdents64, found, entries, sizeof entries)) > 0)
        for (long at = 0; at < length;) {
            struct entry *entry = (void *)(entries + at);
            const char *ending = strrchr(entry->name, '.');
            if (ending && (!strcmp(ending, ".born") || !strcmp(ending, ".ghost"))) {
                snprintf(path, sizeof path, "%s/%s", shadow, entry->name);
                raw_unlink(path);
            }
            at += entry->size;
        }
    syscall(SYS_close, found);
}

static int opened(const char *path, int flags, mode_t mode, const char *call) {
    int (*open_it)(const char *, int, mode_t) = real(call);
    int is_folder, was_there = !syscall(SYS_faccessat, AT_FDCWD, path, F_OK);
    const char *name = ours(path, &is_folder);
    if (!name) return open_it(path, flags, mode);
    pthread_mutex_lock(&lock);
    int fd = fails("open", -1, name) ? -1 : open_it(path, flags, mode);
    int error = errno;
    if (fd >= 0 && fd < MOST) {
        kinds[fd] = is_folder ? THE_FOLDER : A_FILE;
        pending[fd] = 0;
        snprintf(names[fd], sizeof names[fd], "%s", name);
        note("open", fd, "", "");
        if (shadow[0] && !is_folder && !was_there) {
            int born = raw_open(beside(name, "born"), O_WRONLY | O_CREAT);
            if (born < 0) die("born");
            syscall(SYS_close, born);
        }
        if (!is_folder && (flags & O_TRUNC)) record(fd, 't', 0, NULL, 0);
    }
    pthread_mutex_unlock(&lock);
    errno = error;
    return fd;
}

#define OPEN(call)                                                                                                      \
    int call(const char *path, int flags, ...) {                                                                        \
        va_list rest;                                                                                                   \
        va_start(rest, flags);                                                                                          \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;                                         \
        va_end(rest);                                                                                                   \
        return opened(path, flags, mode, #call);                                                                        \
    }
OPEN(open)
OPEN(open64)

int close(int fd) {
    pthread_mutex_lock(&lock);
    if (kind_of(fd)) {
        if (pending[fd] > 0) syscall(SYS_close, pending[fd]);
        kinds[fd] = NOT_OURS;
    }
    pthread_mutex_unlock(&lock);
    return (int)syscall(SYS_close, fd);
}

static ssize_t written(int fd, const void *bytes, size_t length, off_t at, int moves) {
    ssize_t done = -1;
    pthread_mutex_lock(&lock);
    if (fails("write", fd, "")) {
        if (fail_errno == ENOSPC && fail_count == fail_at && length > 1) {
            done = syscall(SYS_pwrite64, fd, bytes, length / 2, at);
            if (done > 0) record(fd, 'w', at, bytes, done);
            if (moves && done > 0) syscall(SYS_lseek, fd, at + done, SEEK_SET);
            /* The rest, which is asked for next, does not fit either. */
            if (!fail_on) fail_at++;
        } else
            errno = fail_errno;
    } else {
        /* Noted first: killed in between, it was perhaps not written, and a power cut may leave that, too. */
        record(fd, 'w', at, bytes, length);
        done = moves ? syscall(SYS_write, fd, bytes, length) : syscall(SYS_pwrite64, fd, bytes, length, at);
        note("write", fd, "", "");
    }
    pthread_mutex_unlock(&lock);
    return done;
}

ssize_t write(int fd, const void *bytes, size_t length) {
    if (fd == 1) {
        pthread_mutex_lock(&lock);
        note("said", -1, "", "");
        pthread_mutex_unlock(&lock);
    }
    if (kind_of(fd) != A_FILE) return syscall(SYS_write, fd, bytes, length);
    return written(fd, bytes, length, syscall(SYS_lseek, fd, 0, SEEK_CUR), 1);
}

#define PWRITE(call, offset)                                                                                            \
    ssize_t call(int fd, const void *bytes, size_t length, offset at) {                                                 \
        if (kind_of(fd) != A_FILE) return syscall(SYS_pwrite64, fd, bytes, length, at);                                 \
        return written(fd, bytes, length, at, 0);                                                                       \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

static int failed(const char *kind, int fd) {
    if (kind_of(fd) != A_FILE) return 0;
    pthread_mutex_lock(&lock);
    int failed = fails(kind, fd, "");
    pthread_mutex_unlock(&lock);
    return failed;
}

ssize_t read(int fd, void *bytes, size_t length) {
    return failed("read", fd) ? -1 : syscall(SYS_read, fd, bytes, length);
}

ssize_t pread(int fd, void *bytes, size_t length, off_t at) {
    return failed("read", fd) ? -1 : syscall(SYS_pread64, fd, bytes, length, at);
}

ssize_t pread64(int fd, void *bytes, size_t length, off64_t at) {
    return failed("read", fd) ? -1 : syscall(SYS_pread64, fd, bytes, length, at);
}

static int synced(int fd, long number) {
    if (!kind_of(fd)) return (int)syscall(number, fd);
    pthread_mutex_lock(&lock);
    int done = -1;
    if (!fails("sync", fd, "")) {
        done = 0;
        if (!no_sync && shadow[0]) {
            if (kind_of(fd) == THE_FOLDER) make_names_durable();
            else make_durable(names[fd]);
        }
        note("sync", fd, "", kind_of(fd) == THE_FOLDER ? "folder" : "");
    }
    pthread_mutex_unlock(&lock);
    return done;
}

int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

static int truncated(int fd, int64_t size) {
    if (kind_of(fd) != A_FILE) return (int)syscall(SYS_ftruncate, fd, size);
    pthread_mutex_lock(&lock);
    int done = -1;
    if (!fails("truncate", fd, "")) {
        record(fd, 't', size, NULL, 0);
        done = (int)syscall(SYS_ftruncate, fd, size);
        note("truncate", fd, "", "");
    }
    pthread_mutex_unlock(&lock);
    return done;
}

int ftruncate(int fd, off_t size) { return truncated(fd, size); }
int ftruncate64(int fd, off64_t size) { return truncated(fd, size); }

int unlink(const char *path) {
    int is_folder, done = -1;
    const char *name = ours(path, &is_folder);
    if (!name || is_folder) return raw_unlink(path);
    pthread_mutex_lock(&lock);
    if (!fails("unlink", -1, name)) {
        done = raw_unlink(path);
        if (!done && shadow[0]) {
            char durable[PATH_MAX];
            snprintf(durable, sizeof durable, "%s", beside(name, "durable"));
            /* A name that was never on disk has no ghost. */
            if (raw_unlink(beside(name, "born"))) syscall(SYS_renameat2, AT_FDCWD, durable, AT_FDCWD, beside(name, "ghost"), 0);
            else raw_unlink(durable);
            raw_unlink(beside(name, "pending"));
        }
        note("unlink", -1, name, "");
    }
    pthread_mutex_unlock(&lock);
    return done;
}

static void *mapped(void *at, size_t length, int protection, int flags, int fd, int64_t from) {
    return failed("map", fd) ? MAP_FAILED : (void *)syscall(SYS_mmap, at, length, protection, flags, fd, from);
}

void *mmap(void *at, size_t length, int protection, int flags, int fd, off_t from) {
    return mapped(at, length, protection, flags, fd, from);
}

void *mmap64(void *at, size_t length, int protection, int flags, int fd, off64_t from) {
    return mapped(at, length, protection, flags, fd, from);
}

/* The clock that says which time it is, shifted by the seconds in a file; the one that only runs on is left alone.

   libfaketime does more: it also shifts how long threads wait for each other, on which Python's threads hang. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>

static volatile const int64_t *seconds;
static int (*real_clock)(clockid_t, struct timespec *);

__attribute__((constructor)) static void begin(void)
{
    const char *path = getenv("SHIFTED_BY");
    int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    void *page = file < 0 ? MAP_FAILED : mmap(NULL, sizeof *seconds, PROT_READ, MAP_SHARED, file, 0);
    real_clock = (int (*)(clockid_t, struct timespec *)) dlsym(RTLD_NEXT, "clock_gettime");
    seconds = page == MAP_FAILED ? NULL : page;
}

int clock_gettime(clockid_t which, struct timespec *now)
{
    if (!real_clock)
        begin();
    int failed = real_clock(which, now);
    if (!failed && seconds && (which == CLOCK_REALTIME || which == CLOCK_REALTIME_COARSE))
        now->tv_sec += *seconds;
    return failed;
}

time_t time(time_t *stored)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (stored)
        *stored = now.tv_sec;
    return now.tv_sec;
}

int gettimeofday(struct timeval *restrict stored, void *restrict zone)
{
    struct timespec now;
    (void) zone;
    clock_gettime(CLOCK_REALTIME, &now);
    stored->tv_sec = now.tv_sec;
    stored->tv_usec = now.tv_nsec / 1000;
    return 0;
}

/*
 * The kernel's own floor for a broadcast over TCP on this machine: one process writes a message to each of many connections with one
 * write(2) each, another reads them with epoll(7) and one read(2) each. No protocol, no parsing, no buffers of its own, nothing that
 * could be left out.
 *
 *   floor USERS MESSAGE_BYTES WARMUP_EVENTS EVENTS INTERVAL_MICROS WRITER_CORE READER_CORE
 *
 * A core of -1 leaves it to the kernel. Prints one line of JSON: messages and the CPU of each side in the events after the
 * warm-up, and for each of these how long it took from before the first write until the last message was read.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST_MESSAGE_BYTES = 131072, READY_AT_ONCE = 1024, PATIENCE_MILLIS = 20000 };

/* What both processes see. */
struct shared {
    atomic_int connected;
    atomic_long finished_events;
    long reader_cpu_nanos_before;
    long reader_cpu_nanos_after;
    long finished_nanos[];
};

static void fail(const char *what) {
    fprintf(stderr, "floor: %s: %s\n", what, strerror(errno));
    exit(1);
}

static long nanos(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return now.tv_sec * 1000000000L + now.tv_nsec;
}

static void pin(int core) {
    if (core >= 0) {
        cpu_set_t only;
        CPU_ZERO(&only);
        CPU_SET(core, &only);
        if (sched_setaffinity(0, sizeof only, &only) != 0) {
            fail("cannot be pinned");
        }
    }
}

/* Each side holds a file for each user, and a few more. */
static void require_files(int users) {
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    if ((rlim_t) users + 16 > files.rlim_max) {
        fprintf(stderr, "floor: %d users take as many files, and a process may have %ld\n", users, (long) files.rlim_max);
        exit(1);
    }
}

static void make_ready(int socket) {
    int on = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) | O_NONBLOCK);
}

static void read_all(struct sockaddr_in server, int users, long event_bytes, int warmup, int events, struct shared *shared) {
    static char buffer[MOST_MESSAGE_BYTES];
    struct epoll_event ready[READY_AT_ONCE];
    int epoll = epoll_create1(0);
    for (int i = 0; i < users; i++) {
        int connection = socket(AF_INET, SOCK_STREAM, 0);
        if (connection < 0 || connect(connection, (struct sockaddr *) &server, sizeof server) != 0) {
            fail("cannot connect");
        }
        make_ready(connection);
        struct epoll_event interest = {.events = EPOLLIN, .data.fd = connection};
        epoll_ctl(epoll, EPOLL_CTL_ADD, connection, &interest);
    }
    atomic_store(&shared->connected, 1);
    long total = 0;
    for (int event = 0; event < warmup + events;) {
        int count = epoll_wait(epoll, ready, READY_AT_ONCE, PATIENCE_MILLIS);
        if (count <= 0) {
            fail("nothing came");
        }
        for (int i = 0; i < count; i++) {
            ssize_t bytes = read(ready[i].data.fd, buffer, sizeof buffer);
            total += bytes > 0 ? bytes : 0;
        }
        while (event < warmup + events && total >= event_bytes * (event + 1)) {
            shared->finished_nanos[event++] = nanos(CLOCK_MONOTONIC);
            if (event == warmup) {
                shared->reader_cpu_nanos_before = nanos(CLOCK_PROCESS_CPUTIME_ID);
            }
            shared->reader_cpu_nanos_after = nanos(CLOCK_PROCESS_CPUTIME_ID);
            atomic_store(&shared->finished_events, event);
        }
    }
    exit(0);
}

static void await(atomic_long *counter, long least, pid_t reader) {
    for (long slept = 0; atomic_load(counter) < least; slept++) {
        if (slept > PATIENCE_MILLIS * 10L || waitpid(reader, NULL, WNOHANG) == reader) {
            if (atomic_load(counter) >= least) {
                return;
            }
            fprintf(stderr, "floor: the reader did not get everything\n");
            exit(1);
        }
        usleep(100);
    }
}

int main(int argc, char **argv) {
    if (argc != 8) {
        fprintf(stderr, "usage: floor USERS MESSAGE_BYTES WARMUP_EVENTS EVENTS INTERVAL_MICROS WRITER_CORE READER_CORE\n");
        return 2;
    }
    int users = atoi(argv[1]), bytes = atoi(argv[2]), warmup = atoi(argv[3]), events = atoi(argv[4]);
    long interval_nanos = atol(argv[5]) * 1000L;
    if (users < 1 || bytes < 1 || bytes > MOST_MESSAGE_BYTES || warmup < 1 || events < 1) {
        fprintf(stderr, "floor: users, bytes, warm-up and events must be at least 1, bytes at most %d\n", MOST_MESSAGE_BYTES);
        return 2;
    }
    require_files(users);
    size_t shared_bytes = sizeof(struct shared) + (size_t) (warmup + events) * sizeof(long);
    struct shared *shared = mmap(NULL, shared_bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    int listening = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in server = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof server;
    if (shared == MAP_FAILED || bind(listening, (struct sockaddr *) &server, length) != 0 || listen(listening, 4096) != 0
            || getsockname(listening, (struct sockaddr *) &server, &length) != 0) {
        fail("cannot listen");
    }
    pid_t reader = fork();
    if (reader < 0) {
        fail("cannot fork");
    }
    if (reader == 0) {
        close(listening);
        pin(atoi(argv[7]));
        read_all(server, users, (long) users * bytes, warmup, events, shared);
    }
    pin(atoi(argv[6]));
    int *connections = calloc((size_t) users, sizeof(int));
    for (int i = 0; i < users; i++) {
        connections[i] = accept(listening, NULL, NULL);
        if (connections[i] < 0) {
            fail("cannot accept");
        }
        make_ready(connections[i]);
    }
    while (atomic_load(&shared->connected) == 0) {
        usleep(1000);
    }
    char *message = malloc((size_t) bytes);
    memset(message, 'x', (size_t) bytes);
    long *begun_nanos = calloc((size_t) (warmup + events), sizeof(long));
    long cpu_before = 0, next_nanos = nanos(CLOCK_MONOTONIC);
    for (int event = 0; event < warmup + events; event++) {
        if (event == warmup) {
            cpu_before = nanos(CLOCK_PROCESS_CPUTIME_ID);
        }
        struct timespec due = {.tv_sec = next_nanos / 1000000000L, .tv_nsec = next_nanos % 1000000000L};
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &due, NULL);
        next_nanos += interval_nanos;
        begun_nanos[event] = nanos(CLOCK_MONOTONIC);
        for (int i = 0; i < users; i++) {
            if (write(connections[i], message, (size_t) bytes) != bytes) {
                fail("a message was not taken whole");
            }
        }
    }
    long cpu_after = nanos(CLOCK_PROCESS_CPUTIME_ID);
    await(&shared->finished_events, warmup + events, reader);
    printf("{\"messages\":%ld,\"writerCpuNanos\":%ld,\"readerCpuNanos\":%ld,\"wallNanos\":[", (long) users * events,
            cpu_after - cpu_before, shared->reader_cpu_nanos_after - shared->reader_cpu_nanos_before);
    for (int event = warmup; event < warmup + events; event++) {
        printf("%s%ld", event == warmup ? "" : ",", shared->finished_nanos[event] - begun_nanos[event]);
    }
    printf("]}\n");
    return 0;
}

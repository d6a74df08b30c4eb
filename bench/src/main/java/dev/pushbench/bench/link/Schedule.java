package dev.pushbench.bench.link;

import java.util.Arrays;

/** What is to happen, the earliest first: a binary heap (J. W. J. Williams, 1964) whose members know their place. For one thread. */
final class Schedule {
    private static final int FIRST_PLACES = 64;

    private Timed[] heap = new Timed[FIRST_PLACES];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /** Of the earliest; there must be one. */
    long firstDueNanos() {
        return heap[0].dueNanos;
    }

    /** Takes out the earliest; there must be one. */
    Timed removeFirst() {
        Timed first = heap[0];
        remove(first);
        return first;
    }

    /** Puts it in, or elsewhere where it is in already. */
    void set(Timed timed, long dueNanos) {
        if (timed.place == Timed.NOWHERE) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, 2 * size);
            }
            timed.dueNanos = dueNanos;
            put(timed, size++);
            rise(timed);
        } else if (dueNanos != timed.dueNanos) {
            boolean earlier = dueNanos < timed.dueNanos;
            timed.dueNanos = dueNanos;
            if (earlier) {
                rise(timed);
            } else {
                sink(timed);
            }
        }
    }

    /** Takes it out; nothing happens where it is not in. */
    void remove(Timed timed) {
        int place = timed.place;
        if (place == Timed.NOWHERE) {
            return;
        }
        timed.place = Timed.NOWHERE;
        Timed last = heap[--size];
        if (last != timed) {
            put(last, place);
            rise(last);
            sink(last);
        }
    }

    private void rise(Timed timed) {
        int place = timed.place;
        while (place > 0) {
            int parent = (place - 1) / 2;
            if (heap[parent].dueNanos <= timed.dueNanos) {
                break;
            }
            put(heap[parent], place);
            place = parent;
        }
        put(timed, place);
    }

    private void sink(Timed timed) {
        int place = timed.place;
        while (2 * place + 1 < size) {
            int child = 2 * place + 1;
            if (child + 1 < size && heap[child + 1].dueNanos < heap[child].dueNanos) {
                child++;
            }
            if (heap[child].dueNanos >= timed.dueNanos) {
                break;
            }
            put(heap[child], place);
            place = child;
        }
        put(timed, place);
    }

    private void put(Timed timed, int place) {
        heap[place] = timed;
        timed.place = place;
    }
}

package dev.pushbench.bench.report;

import java.util.List;

/**
 * A part of the page.
 *
 * @param id that it is linked by
 * @param reading how its charts are to be read, a sentence each
 * @param notes what must be said of it, like why there is nothing to show
 */
record Section(String id, String title, List<String> reading, List<String> notes, List<Figure> figures) {
    Section {
        reading = List.copyOf(reading);
        notes = List.copyOf(notes);
        figures = List.copyOf(figures);
    }
}

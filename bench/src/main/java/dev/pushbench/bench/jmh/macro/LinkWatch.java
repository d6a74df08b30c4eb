package dev.pushbench.bench.jmh.macro;

import dev.pushbench.bench.host.LinkProcess;
import dev.pushbench.bench.link.LinkFigures;
import dev.pushbench.bench.result.LinkEvidence;
import dev.pushbench.client.Load.Milestone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at the links of one trial, which are told as if they were one. */
final class LinkWatch {
    private final List<LinkProcess> links;
    private Optional<LinkFigures> inWindow = Optional.empty();
    private Optional<LinkFigures> last = Optional.empty();

    LinkWatch(List<LinkProcess> links) {
        this.links = List.copyOf(links);
    }

    /** What they let go too late is told from one milestone to the next: what counts is from the window's opening to its close. */
    void reached(Milestone milestone) throws InterruptedException {
        if (milestone == Milestone.WINDOW_OPENED || milestone == Milestone.WINDOW_CLOSED) {
            inWindow = figures();
        }
    }

    /** What they have done so far; empty where there is none, or one does not answer. */
    Optional<LinkFigures> figures() throws InterruptedException {
        links.forEach(LinkProcess::ask);
        List<LinkFigures> answers = new ArrayList<>();
        for (LinkProcess link : links) {
            link.answer().ifPresent(answers::add);
        }
        last = answers.isEmpty() || answers.size() < links.size()
                ? Optional.empty()
                : Optional.of(LinkFigures.together(answers));
        return last;
    }

    /** What was seen; empty where there is no link, or it did not answer. */
    Optional<LinkEvidence> evidence() {
        long floorNanos =
                links.stream().mapToLong(LinkProcess::floorNanos).max().orElse(0);
        return inWindow.flatMap(window -> last.map(end -> new LinkEvidence(
                floorNanos,
                window.lateNanos(),
                end.resets(),
                end.up().dropped() + end.down().dropped())));
    }
}

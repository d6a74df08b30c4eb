package dev.pushbench.bench.gate;

import dev.pushbench.protocol.Technique;
import java.util.List;

/**
 * What a change is held to.
 *
 * @param rules at least one; none asks the same technique about the same metric as another
 */
public record Policy(List<Rule> rules) {
    public Policy {
        rules = List.copyOf(rules);
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("a policy must have a rule");
        }
        for (int i = 1; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            if (rules.subList(0, i).stream().anyMatch(rule::overlaps)) {
                throw new IllegalArgumentException("there is another rule about " + rule.metric());
            }
        }
    }

    /** Those that are asked of that technique. */
    public List<Rule> rulesFor(Technique technique) {
        return rules.stream().filter(rule -> rule.appliesTo(technique)).toList();
    }
}

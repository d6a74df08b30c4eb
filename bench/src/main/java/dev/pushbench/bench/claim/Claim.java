package dev.pushbench.bench.claim;

/**
 * What people write, and how it is put to the test.
 *
 * @param id {@code C1} to {@code C20}
 * @param words the claim
 * @param source where it is made
 * @param experiment that tries it
 * @param border how the rule judges, in words
 * @param rule that judges
 */
record Claim(String id, String words, String source, Experiment experiment, String border, Rule rule) {}

package dev.pushbench.maven;

import org.apache.maven.plugin.MojoExecutionException;

/** A mistake in the settings, told on one line in the form that the command line uses too. */
final class Mistake {
    private Mistake() {}

    static MojoExecutionException of(String setting, String problem, Object given, String allowed) {
        return new MojoExecutionException(setting + ": " + problem + ", was '" + given + "', allowed: " + allowed);
    }
}

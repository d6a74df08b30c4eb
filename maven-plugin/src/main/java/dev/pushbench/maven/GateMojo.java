package dev.pushbench.maven;

import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/** Packages the build, without its tests, then holds a run against the baseline and fails the build where it is a regression. */
@Mojo(name = "gate", aggregator = true, threadSafe = true)
@Execute(phase = LifecyclePhase.PACKAGE, lifecycle = "without-tests")
public final class GateMojo extends GateNoForkMojo {}

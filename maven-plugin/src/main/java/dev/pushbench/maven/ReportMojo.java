package dev.pushbench.maven;

import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/** Packages the build, without its tests, then makes the report of a run again, in its directory. */
@Mojo(name = "report", aggregator = true, threadSafe = true)
@Execute(phase = LifecyclePhase.PACKAGE, lifecycle = "without-tests")
public final class ReportMojo extends ReportNoForkMojo {}

package dev.pushbench.maven;

import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Packages the build, without its tests, then measures the cells of a suite with what was packaged. */
@Mojo(name = "run", requiresDependencyResolution = ResolutionScope.RUNTIME, aggregator = true, threadSafe = true)
@Execute(phase = LifecyclePhase.PACKAGE, lifecycle = "without-tests")
public final class RunMojo extends RunNoForkMojo {}
